"use strict";

// What the terminal of textual-serve leaves to the page: where to connect, the keyboard at once,
// the title of the tab, pasting by Ctrl+V, and a question before the tab is closed by Ctrl+W.

const terminal = document.querySelector(".textual-terminal");
terminal.dataset.sessionWebsocketUrl = `ws://${location.host}${location.pathname}ws`;

function takeKeyboard() {
  document.querySelector(".xterm-helper-textarea")?.focus();
}

function read(message) {
  if (typeof message.data !== "string") return;
  const [kind, text] = JSON.parse(message.data);
  if (kind === "title") document.title = text;
  if (kind === "elsewhere") document.body.classList.add("-elsewhere");
}

class Wire extends WebSocket {
  constructor(url) {
    super(url);
    this.addEventListener("message", takeKeyboard, { once: true });
    this.addEventListener("message", read);
    this.addEventListener("close", () => { document.title = "epa-tui is closed here"; });
  }
}

window.WebSocket = Wire;
window.addEventListener("focus", takeKeyboard);
window.addEventListener("keydown", (pressed) => {
  // The terminal would send it as a key; left alone, the browser pastes.
  if (pressed.ctrlKey && pressed.key.toLowerCase() === "v") pressed.stopImmediatePropagation();
}, true);
window.addEventListener("beforeunload", (leaving) => {
  if (!document.body.classList.contains("-closed")) leaving.preventDefault();
});

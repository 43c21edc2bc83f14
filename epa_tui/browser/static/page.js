"use strict";

// What the terminal of textual-serve leaves to the page: where to connect, the keyboard at once,
// the title of the tab, and a question before the tab is closed by Ctrl+W.

const terminal = document.querySelector(".textual-terminal");
terminal.dataset.sessionWebsocketUrl = `ws://${location.host}${location.pathname}ws`;

function takeKeyboard() {
  document.querySelector(".xterm-helper-textarea")?.focus();
}

function retitle(message) {
  if (typeof message.data !== "string") return;
  const [kind, text] = JSON.parse(message.data);
  if (kind === "title") document.title = text;
}

class Wire extends WebSocket {
  constructor(url) {
    super(url);
    this.addEventListener("message", takeKeyboard, { once: true });
    this.addEventListener("message", retitle);
    this.addEventListener("close", () => { document.title = "epa-tui has ended"; });
  }
}

window.WebSocket = Wire;
window.addEventListener("focus", takeKeyboard);
window.addEventListener("beforeunload", (leaving) => {
  if (!document.body.classList.contains("-closed")) leaving.preventDefault();
});

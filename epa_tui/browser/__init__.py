"""The application in a browser tab of this computer: the door, the page, and the process behind it.

On the application's floor, of the extra `web`. textual-serve draws and carries the keys; what it
leaves open is closed around it, in `door` and `server`.
"""

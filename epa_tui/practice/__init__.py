"""Key practice: the live screen with tasks on it, on a sitting that is thrown away.

On the application's floor. `tasks` says what is to be done, `course` keeps the score without
knowing a screen, `screen` puts both on the live screen, `told` writes the score.
"""

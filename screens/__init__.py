"""What the assessor sees: one module per task, and the widgets they are made of."""

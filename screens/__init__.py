"""What is seen and pressed: the rooms of the console. The only floor that imports Textual."""

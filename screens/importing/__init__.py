"""The import page of the setup room, and the import that runs while the desk goes on."""

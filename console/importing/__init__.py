"""Lists and folders brought into an event file: looked at, compared with what is there, written beside the desk."""

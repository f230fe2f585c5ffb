"""What each page template is given: frozen values, ready to show, without any object's name."""

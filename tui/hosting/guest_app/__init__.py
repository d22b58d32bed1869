"""A Textual app as a guest's: driver, style sheet, replay with the guest's own clock. The only room
of hosting that uses private names of Textual."""

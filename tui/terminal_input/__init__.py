"""Input from a terminal on its way to the app, for this terminal and for guests'. Uses private
names of Textual's parser and driver."""

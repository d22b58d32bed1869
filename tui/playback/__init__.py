"""Time without a screen: clock, timeline, player, selection and search."""

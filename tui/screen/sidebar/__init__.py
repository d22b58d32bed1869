"""The sidebar beside the feed: the summary, the headlines so far, the authors."""

"""A live blog still being written: looked at again and again, and recorded as it grows. A live blog
is replaced by a longer one that is the same up to the last edge."""

"""The app with a pickled blog, without the command line and the readers."""

import gc
import pickle
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    gc.disable()  # as the command does until the first frame
    from tui.model.clock_face import clock_faces
    from tui.playback.player import Player
    from tui.screen.app import ReplayApp
    from tui.screen.feed.posts.layout_cache import LayoutCache
    from tui.screen.view_options import ViewOptions

    blog = pickle.loads(Path(sys.argv[1]).read_bytes())
    player = Player(blog, now=time.monotonic)
    ReplayApp(player, ViewOptions(clock_faces(blog)), LayoutCache(blog), now=time.monotonic).run()

"""Where the frozen program starts."""

import os
import sys

from desktop_app.app import main

if sys.platform.startswith("linux"):  # its own plugins alone: those of the desktop are for another Qt
    os.environ["QT_PLUGIN_PATH"] = f"{sys.prefix}/PySide6/Qt/plugins"
sys.exit(main())

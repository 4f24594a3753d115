"""Where the frozen program starts."""

import sys

from desktop_app.app import main
from desktop_app.system.environment import set_for_us

if sys.platform.startswith("linux"):  # its own plugins alone: those of the desktop are for another Qt
    set_for_us("QT_PLUGIN_PATH", f"{sys.prefix}/PySide6/Qt/plugins")
sys.exit(main())

"""Where the frozen program starts."""

import sys

from desktop_app.app import main

sys.exit(main())

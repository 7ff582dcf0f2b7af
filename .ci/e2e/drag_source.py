"""A window of another program to drag files out of: `drag_source.py FILE...`."""

import sys
from pathlib import Path

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import GLib  # noqa: E402

# The class of the window, which GTK takes over as soon as it is imported.
GLib.set_prgname("drag-source")
from gi.repository import Gdk, Gtk  # noqa: E402

uris = [Path(name).as_uri() for name in sys.argv[1:]]
window = Gtk.Window(title="drag source")
handle = Gtk.EventBox()
handle.add(Gtk.Label(label="files"))
handle.drag_source_set(
    Gdk.ModifierType.BUTTON1_MASK,
    [Gtk.TargetEntry.new("text/uri-list", 0, 0)],
    Gdk.DragAction.COPY,
)
handle.connect("drag-data-get", lambda _w, _c, data, _i, _t: data.set_uris(uris))
window.add(handle)
window.set_default_size(160, 60)
window.set_keep_above(True)
window.connect("destroy", Gtk.main_quit)
window.show_all()
window.move(0, 0)
Gtk.main()

"""Reads a window as a screen reader does: role and name of everything in it, one a line.

read_window.py listen            says to the desktop that somebody listens
read_window.py read PID TITLE    prints the window of this program, once it has this heading
"""

import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib

ENOUGH = 60.0  # seconds


def listen():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    wish = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
    properties = "org.freedesktop.DBus.Properties"
    bus.call_sync("org.a11y.Bus", "/org/a11y/bus", properties, "Set", wish, None, 0, 30000, None)


def everything(node):
    yield node
    for place in range(node.get_child_count()):
        child = node.get_child_at_index(place)
        if child is not None:
            yield from everything(child)


def program(process):
    desktop = Atspi.get_desktop(0)
    for place in range(desktop.get_child_count()):
        found = desktop.get_child_at_index(place)
        if found is not None and found.get_process_id() == process:
            return found
    return None


def read(process, title):
    found = program(process)
    if found is None:
        return None
    found.clear_cache()
    # The program and its window come first.
    lines = [f"{node.get_role_name()}: {node.get_name()}" for node in everything(found)][2:]
    return lines if f"heading: {title}" in lines else None


def main():
    if sys.argv[1] == "listen":
        return listen()
    process, title = int(sys.argv[2]), sys.argv[3]
    end = time.monotonic() + ENOUGH
    while time.monotonic() < end:
        try:
            lines = read(process, title)
        except GLib.Error:
            # It changed while it was read.
            lines = None
        if lines is not None:
            print("\n".join(lines))
            return None
        time.sleep(0.2)
    return f"no window with the heading {title}"


sys.exit(main())

"""Reads calendars, one a line as a JSON string, and prints their events as JSON: python3-vobject."""
import json
import sys

import vobject

for line in sys.stdin:
    calendar = vobject.readOne(json.loads(line))
    events = [
        {
            "uid": event.uid.value,
            "sequence": int(event.sequence.value),
            "status": event.status.value,
            "summary": event.summary.value,
            "description": event.description.value if hasattr(event, "description") else "",
            "start": event.dtstart.value.isoformat(),
            "end": event.dtend.value.isoformat(),
        }
        for event in calendar.contents.get("vevent", [])
    ]
    print(json.dumps(events))

"""Reads calendars, one a line as a JSON string, and prints their events as JSON: python3-icalendar."""
import json
import sys

from icalendar import Calendar

for line in sys.stdin:
    calendar = Calendar.from_ical(json.loads(line))
    events = [
        {
            "uid": str(event["UID"]),
            "sequence": int(event["SEQUENCE"]),
            "status": str(event["STATUS"]),
            "summary": str(event["SUMMARY"]),
            "description": str(event.get("DESCRIPTION", "")),
            "start": event["DTSTART"].dt.isoformat(),
            "end": event["DTEND"].dt.isoformat(),
        }
        for event in calendar.walk("VEVENT")
    ]
    if any(component.errors for component in calendar.walk()):
        raise SystemExit("errors in a component")
    print(json.dumps(events))

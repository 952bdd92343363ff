<?php
// Reads calendars, one a line as a JSON string, and prints their events as JSON: php-sabre-vobject, which validates too.
require 'Sabre/VObject/autoload.php';

// This version takes back the escapes of line breaks only.
$text = fn ($value) => strtr((string) $value, ['\\\\' => '\\', '\\,' => ',', '\\;' => ';']);

while (($line = fgets(STDIN)) !== false) {
    $calendar = Sabre\VObject\Reader::read(json_decode($line));
    $problems = $calendar->validate();
    if ($problems) {
        fwrite(STDERR, json_encode(array_map(fn ($problem) => $problem['message'], $problems)));
        exit(1);
    }
    $events = [];
    foreach ($calendar->select('VEVENT') as $event) {
        $events[] = [
            'uid' => (string) $event->UID,
            'sequence' => (int) (string) $event->SEQUENCE,
            'status' => (string) $event->STATUS,
            'summary' => $text($event->SUMMARY),
            'description' => $text($event->DESCRIPTION),
            'start' => $event->DTSTART->getDateTime()->format('Y-m-d'),
            'end' => $event->DTEND->getDateTime()->format('Y-m-d'),
        ];
    }
    echo json_encode($events), "\n";
}

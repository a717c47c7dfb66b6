"""Invented values for the page that shows every component."""

from types import SimpleNamespace
from typing import Any

from django import forms

ICONS = [
    "alert",
    "arrow",
    "arrow-left",
    "award",
    "bell",
    "book",
    "building",
    "calendar",
    "chat",
    "check",
    "check-circle",
    "circle",
    "clock",
    "contrast",
    "down",
    "download",
    "eye",
    "file",
    "filter",
    "flag",
    "globe",
    "grid",
    "half",
    "hands",
    "history",
    "home",
    "info",
    "key",
    "keyboard",
    "left",
    "link",
    "lock",
    "mail",
    "menu",
    "minus",
    "path",
    "pen",
    "phone",
    "pin",
    "play",
    "plus",
    "print",
    "quiz",
    "right",
    "search",
    "shield",
    "snow",
    "sound",
    "text",
    "upload",
    "user",
    "users",
    "wifi-off",
    "x",
    "x-circle",
]

COURSES = [
    {
        "title": "CAR-T on the ward: from delivery to infusion",
        "url": "#course",
        "pattern": pattern,
        "tags": ["Nurses", "Doctors"],
        "minutes": minutes,
        "languages": ["sv", "en"],
        "summary": "Receive, check, thaw and infuse a product, and watch the patient safely.",
        "certificate": True,
        "validity_months": months,
        "reviewed": "Reviewed March 2026, Uppsala",
        "state": state,
    }
    for pattern, minutes, months, state in [
        ("cell", 150, 24, {"text": "Started, 50% done", "tone": "fjord", "icon": "half"}),
        ("gene", 120, None, {}),
        ("tissue", 55, 24, {"text": "Completed", "tone": "lichen", "icon": "check"}),
        ("cold", 105, 12, {}),
        ("rules", 60, None, {}),
        ("people", 75, 12, {}),
        ("chain", 40, 24, {}),
    ]
]

MODULES = [
    {
        "number": 1,
        "title": "Before the delivery",
        "minutes": 21,
        "open": True,
        "lessons": [
            {
                "title": "Why identity comes first",
                "minutes": 6,
                "kind": "reading",
                "done": True,
                "state": "done",
                "url": "#lesson-1",
            },
            {
                "title": "The ordering calendar",
                "minutes": 7,
                "kind": "video",
                "state": "started",
                "current": True,
                "url": "#lesson-2",
            },
            {
                "title": "Check what you know",
                "minutes": 8,
                "kind": "quiz",
                "state": "open",
                "url": "#lesson-3",
            },
        ],
    },
    {
        "number": 2,
        "title": "Thaw and infuse",
        "minutes": 72,
        "lessons": [
            {
                "title": "Observed practice",
                "minutes": 30,
                "kind": "practice",
                "state": "locked",
                "url": "#lesson-4",
            },
        ],
    },
]

AUDIENCES = [
    SimpleNamespace(
        value="clinicians",
        label="Nurses and doctors",
        count=19,
        checked=True,
        children=[
            SimpleNamespace(value="clinicians.nurse", label="Nurse", count=13, checked=False)
        ],
    ),
    SimpleNamespace(
        value="industry", label="Industry and research", count=0, checked=False, children=[]
    ),
]

ANSWERS = [
    {"value": 1, "text": "Put the bag back in the shipper"},
    {"value": 2, "text": "Call the CAR-T doctor now and note the time", "checked": True},
    {"value": 3, "text": "Infuse at once, since the window is running"},
]


class SpecimenForm(forms.Form):
    """One field of each drawing; posted empty, so that the errors show as well."""

    name = forms.CharField(label="Your name", help_text="As it should stand on a certificate")
    email = forms.EmailField(label="Email")
    subject = forms.ChoiceField(label="About", choices=[("", "Choose"), ("error", "An error")])
    message = forms.CharField(label="What is wrong", widget=forms.Textarea(attrs={"rows": 4}))
    here_as = forms.ChoiceField(
        label="I am here as",
        widget=forms.RadioSelect,
        choices=[("staff", "Health care professional"), ("patient", "Patient or family member")],
    )
    privacy = forms.BooleanField(label="I have read how my data is used")


def specimens() -> dict[str, Any]:
    """Everything that the styleguide's template shows."""
    return {
        "icons": ICONS,
        "courses": COURSES,
        "modules": MODULES,
        "audiences": AUDIENCES,
        "answers": ANSWERS,
        "specimen_form": SpecimenForm({"email": "elin.sandberg"}),
        "questions": [
            {
                "number": number,
                "url": f"#question-{number}",
                "answered": number < 4,
                "flagged": number == 2,
            }
            for number in range(1, 11)
        ],
        "chips": [{"text": "Nurses", "url": "#a"}, {"text": "Under 30 minutes", "url": "#b"}],
        "crumbs": [{"title": "Courses", "url": "#c"}, {"title": "Cell therapy", "url": "#d"}],
        **_reading(),
        **_learning(),
    }


def _reading() -> dict[str, Any]:
    return {
        "facts": [("Issued", "4 December 2026"), ("Valid to", "4 December 2028")],
        "words": [{"term": "T cell", "meaning": "A white blood cell that defends the body."}],
        "alarm": ["a temperature of 38 degrees or more", "trouble finding words"],
        "doors": [
            {"title": title, "url": "#door", "text": "Infusion and follow-up. 19 courses."}
            for title in (
                "Nurses and doctors",
                "Pharmacists and cell labs",
                "Patients and families",
                "Industry and research",
            )
        ],
        "cells": [True, True, False, True, False, False, False],
        "table_head": ["Role", "Name", "Center"],
        "table_rows": [["Author", "Specialist nurse", "Uppsala"], ["Review", "Doctor", "Skåne"]],
    }


def _learning() -> dict[str, Any]:
    return {
        "resume": {
            "pattern": "cell",
            "hint": "CAR-T on the ward, lesson 7 of 12",
            "title": "Thawing at the bedside",
            "url": "#lesson",
            "action": "Continue, 12 min",
            "value": 6,
            "max": 12,
            "label": "Course progress",
        },
        "other_page": {"code": "sv", "url": "#sv", "label": "Läs på svenska"},
        "late": {"text": "Ran out 14 November", "tone": "late"},
        "previous": {"title": "Two-person identity check", "url": "#previous"},
        "next": {"title": "Infusing and documenting", "url": "#next", "minutes": 14},
        "notes": [{"message": "Saved.", "level_tag": "success"}],
    }

"""Handover (引き継ぎ): what a person owns passes to others, with a preview, on a day, and back for 30 days.

Read `passing.py` (what passes), `drafting.py` (who gets what), `preview.py` (who gains and loses), `applying.py`.
"""

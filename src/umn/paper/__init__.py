"""Sheets to print and pictures to share: typst, fonts and QR codes in one place."""

"""Receipts: pictures, PDF, OFD and XML e-invoices become fields with confidence, or an honest refusal.

Importing the package is cheap; whatever needs OCR, OpenCV or PDFium is imported where it runs (the OCR child).
"""

"""Pure domain: money, plans, adjudication, premiums, elections, claim states.

Standard library only, no clock, no I/O.
"""

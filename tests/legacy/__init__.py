"""Tests of the lift of legacy guides."""

"""Indicators as people already keep them: tables, prose, SLO files, dashboards as code, stored series."""

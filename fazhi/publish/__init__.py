"""From tables to pages: write-ups run as notebooks, charts, marked sources, the site."""

from fazhi.publish.site import Failure, SiteSummary, publish_site

__all__ = ["Failure", "SiteSummary", "publish_site"]

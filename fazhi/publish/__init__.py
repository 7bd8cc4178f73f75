"""From tables to pages: write-ups run as notebooks, charts, marked sources, the site."""

from fazhi.publish.site import Failure, SiteSummary, find_notebooks, pack_site, publish_site

__all__ = ["Failure", "SiteSummary", "find_notebooks", "pack_site", "publish_site"]

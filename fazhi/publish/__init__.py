"""From tables to pages: write-ups run as notebooks, charts, marked sources, the site."""

from fazhi.publish.pack import find_notebooks, pack_site
from fazhi.publish.site import Failure, SiteSummary, publish_site

__all__ = ["Failure", "SiteSummary", "find_notebooks", "pack_site", "publish_site"]

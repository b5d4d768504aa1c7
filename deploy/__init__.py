"""More than one process or machine: files to deploy with, and the whole on one machine."""

"""Where things stand in the project; every other module asks here."""

import os
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent
CONFIG_FILE = PROJECT_ROOT / "config.yml"
DOMAIN_FILE = PROJECT_ROOT / "domain.yml"
ENDPOINTS_FILE = PROJECT_ROOT / "endpoints.yml"
CREDENTIALS_FILE = Path(os.environ.get("BOT_CREDENTIALS") or PROJECT_ROOT / "credentials.yml")
DATA_DIRECTORY = PROJECT_ROOT / "data"
MODELS_DIRECTORY = PROJECT_ROOT / "models"
VARIABLE_DIRECTORY = PROJECT_ROOT / "var"

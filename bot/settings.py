"""All settings, in one typed place: environment variables, or a ``.env`` file beside where the program starts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Names are those of the environment variables, in lower case."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True)

    data_dir: Path = Path("data")
    """All local state: database, index, originals, keys."""
    database_url: str = ""
    """SQLite in ``data_dir`` when empty; ``postgresql://…`` otherwise."""
    master_key: SecretStr = SecretStr("")
    """64 hex digits; made in ``data_dir/keys`` when empty."""

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    public_url: str = ""
    """The address people open, where a proxy stands before it; https makes cookies secure."""
    company_name: str = ""
    hr_phone: str = ""
    """How employees reach HR outside the chat; texts leave out what is empty."""
    hr_email: str = ""
    hr_hours: str = ""
    time_zone: str = "Asia/Shanghai"

    telegram_bot_token: SecretStr = SecretStr("")
    telegram_api_base: str = "https://api.telegram.org"
    webhook_url: str = ""
    """Empty: long polling."""
    webhook_secret: SecretStr = SecretStr("")

    llm_model: str = ""
    llm_base_url: str = ""
    llm_api_key: SecretStr = SecretStr("")
    embedding_model: str = ""
    embedding_base_url: str = ""
    chroma_url: str = ""

    smtp_host: str = ""
    smtp_port: int = 587
    smtp_sender: str = ""
    smtp_username: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_security: Literal["none", "starttls", "tls"] = "starttls"

    automatic_up_to: Decimal = Decimal("3000.00")
    """Clean claims up to this payment (yuan) are decided without a person."""
    campaign_approval_above: int = Field(default=500, ge=0)
    """A campaign to more people than this waits for a second HR person."""
    files_url: str = ""
    """S3-compatible bucket for originals, ``https://host/bucket/prefix``; empty: the folder ``files`` in ``data_dir``."""
    files_key_id: str = ""
    files_secret: SecretStr = SecretStr("")
    files_region: str = "us-east-1"

    bill_authority_url: str = ""
    """Service that says whether an invoice is genuine (docs/receipts.md has the protocol). Empty: off."""
    bill_authority_key: SecretStr = SecretStr("")
    bill_authority_timeout: float = Field(default=5.0, gt=0, le=60)
    """Seconds for one answer; it is asked up to twice, then again a minute later."""
    quiet_from: str = "21:00"
    quiet_until: str = "08:30"
    ocr_idle_seconds: float = 300.0
    log_format: Literal["text", "json"] = "text"

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @property
    def store_url(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'benefits.sqlite3'}"

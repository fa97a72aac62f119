"""Two companies, a handful of people, claims in several states: through the use cases wherever there is one."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from benefits.errors import NotFound
from services.actors import SYSTEM, Actor, hr_actor
from services.app import Parts, Services
from services.claim_values import apply_values
from services.console_access import hash_password
from services.knowledge import (
    Answer,
    Citation,
    DocumentDraft,
    DocumentInfo,
    DocumentReport,
    Doubt,
    Passage,
    ReadingProgress,
    Route,
    SynonymEntry,
)
from services.model import (
    ChatAccount,
    Claim,
    ClaimDocument,
    Company,
    Dependent,
    Employee,
    EnrolmentWindow,
    HrUser,
    PlanVersion,
    StoredFile,
)
from services.receipts import ReceiptReading
from services.twins import index_paper, mark_paper
from storage import tables
from storage.database import Database
from storage.encryption import Keyring, use_keyring
from storage.files import LocalVault
from storage.jobs import SqlJobStore
from storage.unit_of_work import SqlStore

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
PLAN = Path(__file__).parents[3] / "demo" / "plans" / "reference.yaml"
PASSWORD = hash_password("correct horse")


class Settable:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.time = now

    def now(self) -> datetime:
        self.time += timedelta(milliseconds=1)
        return self.time

    def today(self) -> date:
        return (self.time + timedelta(hours=8)).date()


class Handbook:
    """A knowledge base of one sentence, which answers what is in it and refuses the rest; a library in memory."""

    sentence = "门诊费用年度累计超过500元的部分报销70%，超过2000元的部分报销90%。"
    held: dict[str, DocumentInfo]
    drafted: dict[str, DocumentDraft]
    own: list[SynonymEntry]

    def __init__(self) -> None:
        self.held = {"补充医疗保险方案.pdf": DocumentInfo("补充医疗保险方案.pdf", "v1", date(2026, 1, 1), 9, 41)}
        self.drafted, self.own = {}, []

    async def ask(
        self, question: str, *, language: str = "zh-Hans", as_of: date | None = None, history: object = ()
    ) -> Answer:
        if "门诊" not in question:
            return Answer("", "refuse")
        cited = Citation("补充医疗保险方案.pdf", "第三章 门诊", 4, self.sentence, "p1", "v1", date(2026, 1, 1))
        return Answer(self.sentence, "answer", (cited,), topic="outpatient")

    async def route(self, text: str) -> Route:
        return Route("question")

    async def passage(self, passage_id: str) -> Passage | None:
        return next((one for one in await self.passages() if one.passage_id == passage_id), None)

    async def documents(self) -> list[DocumentInfo]:
        return list(self.held.values())

    async def ready(self) -> bool:
        return True

    async def questions_in(self, text: str) -> list[str]:
        return [text]

    async def alike(self, texts: Sequence[str], others: Sequence[str]) -> list[list[float]]:
        """The same where half of the characters are."""
        return [[len(set(a) & set(b)) / len(set(a) | set(b)) for b in others] for a in texts]

    # As the library that HR publishes into

    async def receive(self, filename: str, data: bytes, effective: date | None) -> str:
        key = hashlib.sha256(filename.encode() + data).hexdigest()[:16]
        report = DocumentReport(filename, 0, 0, 0)
        self.drafted[key] = DocumentDraft(
            key, effective, report, data.decode(), reading=ReadingProgress("scans", 12, 300)
        )
        return key

    async def read(self, key: str, going_on: Callable[[], bool]) -> DocumentDraft:
        draft = await self.open_draft(key)
        name, text = draft.report.document, draft.beginning
        if not text.strip():
            report = DocumentReport(name, 0, 0, 0, problem="empty")
            self.drafted[key] = replace(draft, reading=None, report=report)
        else:
            report = DocumentReport(name, 1, 3, 3, dropped=("第 1 页",), doubtful=(Doubt("unreadable", "锟斤拷"),))
            self.drafted[key] = replace(draft, reading=None, report=report, characters=len(text))
        return self.drafted[key]

    async def give_up(self, key: str) -> None:
        draft = await self.open_draft(key)
        report = DocumentReport(draft.report.document, 0, 0, 0, problem="gave_up")
        self.drafted[key] = replace(draft, reading=None, report=report)

    async def draft(self, filename: str, data: bytes, effective: date | None) -> DocumentDraft:
        return await self.read(await self.receive(filename, data, effective), lambda: True)

    async def drafts(self) -> list[DocumentDraft]:
        return list(self.drafted.values())

    async def open_draft(self, key: str) -> DocumentDraft:
        if key not in self.drafted:
            raise NotFound("draft-not-found")
        return self.drafted[key]

    async def ask_draft(self, key: str, question: str, language: str, as_of: date | None) -> Answer:
        draft = await self.open_draft(key)
        if not set(question) & set(draft.beginning):
            return Answer("", "refuse")
        cited = Citation(draft.report.document, None, None, draft.beginning[:200], "d1", "v1", draft.effective)
        return Answer(draft.beginning.splitlines()[-1][:200], "answer", (cited,))

    async def publish_draft(self, key: str) -> DocumentReport:
        draft = await self.open_draft(key)
        del self.drafted[key]
        self.held[draft.report.document] = DocumentInfo(draft.report.document, "v1", draft.effective, 1, 3)
        return draft.report

    async def passages(self) -> list[Passage]:
        text = f"第三章 门诊\n{self.sentence}\n年度限额二十万元。"
        return [Passage("p1", "补充医疗保险方案.pdf", "第三章 门诊", 4, text, "v1", date(2026, 1, 1))]

    async def drop_draft(self, key: str) -> None:
        self.drafted.pop(key, None)

    async def remove(self, document: str, version: str = "") -> None:
        if self.held.pop(document, None) is None:
            raise NotFound("document-not-found", document=document)

    async def suggest(self, corrections: Sequence[tuple[str, str]]) -> list[SynonymEntry]:
        return [SynonymEntry((said,), (then,)) for said, then in corrections]

    async def synonyms(self) -> list[SynonymEntry]:
        return self.own

    async def keep_synonyms(self, entries: list[SynonymEntry]) -> None:
        self.own = entries


class NoReader:
    """These claims come with their readings; nothing is read here."""

    async def read(self, data: bytes, filename: str) -> list[ReceiptReading]:
        raise AssertionError("nothing to read in these tests")


@dataclass
class World:
    services: Services
    store: SqlStore
    database: Database
    clock: Settable
    handbook: Handbook
    employees: dict[str, int]
    claims: dict[str, int]

    def actor(self, number: str) -> Actor:
        return Actor(name=f"employee:{number}", role="employee", account_id=1, employee_id=self.employees[number])

    async def hr(self, username: str) -> Actor:
        async with self.store.read() as unit:
            user = await unit.people.hr_user(username)
        assert user is not None
        return hr_actor(user)


FONT_BOXES = {
    "seller": (60, 60, 660, 110), "number": (60, 150, 520, 190), "date": (60, 210, 360, 250),
    "patient": (60, 270, 300, 310), "total": (420, 560, 640, 610), "pool_paid": (60, 440, 420, 480),
    "own_expense": (60, 500, 420, 540),
}  # fmt: skip


def receipt_picture(values: dict[str, str]) -> bytes:
    """A plain receipt with each value where its box is."""
    fonts = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
    image = Image.new("RGB", (720, 700), "#f7f4ec")
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(fonts), 28) if fonts.exists() else ImageFont.load_default(28)
    draw.rectangle((30, 30, 690, 670), outline="#b5503c", width=3)
    names = {"number": "No. ", "date": "", "patient": "", "total": "¥ ", "pool_paid": "A  ", "own_expense": "B  "}
    for name, (left, top, _, _) in FONT_BOXES.items():
        draw.text((left, top), names.get(name, "") + values.get(name, ""), fill="#222", font=font)
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=85)
    return kept.getvalue()


def reading_of(values: dict[str, str], confidence: float) -> dict[str, object]:
    return {
        "kind": "outpatient",
        **values,
        "confidence": dict.fromkeys(values, 0.97) | {"total": confidence},
        "boxes": {name: [*box, 0] for name, box in FONT_BOXES.items() if name in values},
        "problems": [],
        "items": [{"name": "检查费", "amount": "420.00"}, {"name": "西药费", "amount": "866.40"}],
        "tokens": [],
    }


async def build_world(folder: Path) -> None:
    """Make the world once; tests open copies of it."""
    world = await open_world(folder)
    async with world.database.writer.begin() as connection:
        await connection.run_sync(tables.metadata.create_all)
        await connection.execute(tables.audit_head.insert().values(id=1, digest="", count=0, seal=""))
    await _people(world)
    await _claims(world, world.services.parts)
    await world.database.close()
    (folder / "ids.json").write_text(json.dumps([world.employees, world.claims, world.clock.time.isoformat()]))


async def open_world(folder: Path) -> World:
    keyring = Keyring(b"k" * 32)
    use_keyring(keyring)
    clock = Settable(NOW)
    database = Database(f"sqlite:///{folder}/console.db")
    store, handbook = SqlStore(database, keyring, clock), Handbook()
    parts = Parts(
        store,
        SqlJobStore(database),
        LocalVault(folder / "files", keyring),
        clock,
        handbook,
        NoReader(),
        librarian=handbook,
    )
    world = World(Services(parts), store, database, clock, handbook, {}, {})
    kept = folder / "ids.json"
    if kept.exists():
        world.employees, world.claims, time = json.loads(kept.read_text())
        clock.time = datetime.fromisoformat(time)
    return world


async def _people(world: World) -> None:
    everyone = [
        ("YS0001", "林知远", "YS", "研发一部", "executive", date(1981, 4, 18), "zh-Hans"),
        ("YS0002", "苏晚晴", "YS", "人力资源部", "manager", date(1989, 9, 7), "zh-Hans"),
        ("YS0003", "顾明哲", "YS", "研发一部", "staff", date(1998, 2, 26), "zh-Hans"),
        ("YS0004", "叶青禾", "YS", "市场部", "staff", date(2000, 5, 1), "zh-Hant"),
        ("ZN0001", "Grace Lim", "ZN", "销售部", "staff", date(1972, 12, 12), "en"),
        ("ZN0002", "殷乐知", "ZN", "销售部", "manager", date(1985, 3, 3), "zh-Hans"),
    ]
    async with world.store.write() as unit:
        unit.add(Company("YS", "云杉软件", "云杉集团"))
        unit.add(Company("ZN", "智能制造", "云杉集团"))
        for place, (number, name, company, department, tier, birth, language) in enumerate(everyone):
            employee = Employee(
                number, name, company, department, tier, birth, date(2019, 3, 4), Decimal("18000.00"), language,
                phone=f"1380000000{place}", email=f"{number.lower()}@example.com",
                bank_account=f"99990000{place}78199{place}7{place}9", status="active",
            )  # fmt: skip
            unit.add(employee)
            await unit.flush()
            world.employees[number] = employee.id or 0
        unit.add(Dependent(world.employees["YS0003"], "spouse", "沈若溪", date(1997, 8, 8)))
        for number in ("YS0002", "YS0003", "ZN0001"):
            unit.add(
                ChatAccount(
                    "webchat", 5_000_000_000_000_000 + world.employees[number], "zh-Hans", world.employees[number],
                    linked_at=NOW, consented_at=NOW, consent_version="2026-01", last_seen_at=NOW,
                )
            )  # fmt: skip
        for username, name, role, companies in (
            ("admin", "柏归舟", "super_admin", []),
            ("hr", "苏晚晴", "hr_admin", []),
            ("hr.ys", "韩静姝", "hr_admin", ["YS"]),
            ("review.ys", "覃书怀", "reviewer", ["YS"]),
            ("review.zn", "殷乐知", "reviewer", ["ZN"]),
            ("finance", "曹悦然", "finance", []),
            ("finance.zn", "江一帆", "finance", ["ZN"]),
            ("audit", "陆怀民", "auditor", []),
            ("union", "方念慈", "union_officer", []),
        ):
            unit.add(HrUser(username, name, role, PASSWORD, companies, "en"))
        text = PLAN.read_text(encoding="utf-8")
        unit.add(PlanVersion("reference", date(2000, 1, 1), text, "0" * 64, NOW, "hr:admin"))
        unit.add(EnrolmentWindow("YS", date(2026, 11, 1), date(2026, 12, 15), date(2027, 1, 1), "2027 年度选购"))
        await unit.commit()


async def _claims(world: World, parts: Parts) -> None:
    made = (
        ("clean", "YS0003", "outpatient", "顾明哲", "1286.40", "412.00", "25990000000041820317", 0.97),
        ("unsure", "YS0003", "outpatient", "顾明哲", "968.00", "286.50", "25990000000047715206", 0.52),
        ("other", "YS0002", "outpatient", "苏晚晴", "2318.60", "640.00", "25990000000050183642", 0.98),
        ("twin", "YS0002", "outpatient", "苏晚晴", "968.00", "286.50", "25990000000047715206", 0.95),
        ("elsewhere", "ZN0001", "outpatient", "Grace Lim", "6480.00", "1120.00", "25990000000053317904", 0.9),
    )
    for name, number, kind, patient, total, pool, invoice, confidence in made:
        values = {
            "total": total, "date": "2026-11-10", "number": invoice, "patient": patient, "pool_paid": pool,
            "own_expense": "64.00", "seller": "云麓市第一人民医院",
        }  # fmt: skip
        world.claims[name] = await add_claim(world, parts, number, kind, values, confidence)
    for name in ("clean", "unsure", "other", "twin", "elsewhere"):
        await world.services.decide_automatically(SYSTEM, world.claims[name])


async def add_claim(
    world: World,
    parts: Parts,
    number: str,
    kind: str,
    values: dict[str, str],
    confidence: float,
    tokens: tuple[str, ...] = (),
) -> int:
    """A read receipt and its visit record, submitted by the employee through the use case."""
    now = world.clock.now()
    picture = receipt_picture(values)
    async with world.store.write() as unit:
        claim = Claim(world.employees[number], kind, "draft", now, updated_at=now)
        unit.add(claim)
        await unit.flush()
        for paper, data in (("invoice", picture), ("visit_record", picture + values["number"].encode())):
            file = StoredFile(await parts.vault.put(data), f"{paper}.jpg", "image/jpeg", len(data), now)
            unit.add(file)
            await unit.flush()
            document = ClaimDocument(claim.id or 0, paper, file.id or 0, now, status="kept")
            if paper == "invoice":
                document.status, document.values = "read", values
                document.reading = reading_of(values, confidence) | {"tokens": list(tokens)}
                index_paper(world.store, document)
            unit.add(document)
            await unit.flush()
            await mark_paper(unit, world.store, document)
        await unit.flush()
        apply_values(claim, await unit.claims.documents(claim.id or 0))
        await unit.commit()
    await world.services.submit_claim(world.actor(number), claim.id or 0)
    return claim.id or 0

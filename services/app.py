"""All use cases, made once from the parts they need: what the edges get."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from services import (
    appeal_decisions,
    appeal_papers,
    appeals,
    automatic,
    campaign_audiences,
    campaign_messages,
    campaign_running,
    campaigns,
    claims,
    console_access,
    console_claims,
    console_work,
    decisions,
    documents,
    drafts,
    enrolment,
    exchanges,
    figures,
    gap_answers,
    gaps,
    handovers,
    house,
    identity,
    life_events,
    outgoing,
    paper_reading,
    papers,
    payouts,
    personal,
    plan_publishing,
    questions,
    ratings,
    recoveries,
    redeciding,
    reminder_choices,
    reminder_messages,
    reminder_scan,
    reminder_settings,
    reports,
    roster,
    submission,
    survey_results,
    survey_templates,
    surveys,
    verifying,
    windows,
)
from services.checks import CheckLimits
from services.knowledge import KnowledgeBase, Librarian
from services.plans import PlanShelf
from services.ports import Clock, FileVault, JobStore, Pictures, Store
from services.quiet_hours import QuietHours
from services.receipts import BillVerifier, ReceiptReader


@dataclass(frozen=True)
class Parts:
    """What use cases are made of; ``bot/`` puts it together."""

    store: Store
    jobs: JobStore
    vault: FileVault
    clock: Clock
    knowledge: KnowledgeBase
    reader: ReceiptReader
    limits: CheckLimits = CheckLimits()
    quiet: QuietHours = QuietHours()
    email: bool = False
    approval_above: int = 500
    """A campaign to more people than this needs a second HR person."""
    pictures: Pictures | None = None
    verifier: BillVerifier | None = None
    """The bill authority; None: off."""
    librarian: Librarian | None = None


class Services:
    """One attribute per use case."""

    def __init__(self, parts: Parts) -> None:
        store, clock = parts.store, parts.clock
        shelf = PlanShelf()
        reads = claims.ClaimReads(shelf, clock)
        self.parts = parts
        self.export_personal_data = personal.ExportPersonalData(store, parts.vault, clock)
        self.shelf = shelf
        self.reads = reads
        self.clock = clock

        self.open_account = identity.OpenAccount(store, clock)
        self.issue_link_code = identity.IssueLinkCode(store, clock)
        self.link_by_code = identity.LinkByCode(store, clock)
        self.link_by_phone = identity.LinkByPhone(store, clock)
        self.give_consent = identity.GiveConsent(store, clock)
        self.unlink = identity.Unlink(store)
        self.set_language = identity.SetLanguage(store)

        self.ask_question = questions.AskQuestion(store, parts.knowledge, shelf, clock)
        self.open_passage = exchanges.OpenPassage(store, parts.knowledge)
        self.choose_benefit = questions.ChooseBenefit(store)
        self.rate_answer = exchanges.RateAnswer(store)
        self.explain_rating = exchanges.ExplainRating(store)
        self.tell_me = exchanges.TellMe(store)
        self.own_question = exchanges.OwnQuestion(store)
        self.asks_about_others = questions.AsksAboutOthers(store)
        self.show_care = house.ShowCare(store)
        self.set_care = house.SetCare(store, clock)
        self.hand_over = handovers.HandOver(store, clock)
        self.call_person = handovers.CallPerson(store, clock)
        self.list_handed_over = handovers.ListHandedOver(store)
        self.reply_to_question = handovers.ReplyToQuestion(store, clock)
        self.import_roster = roster.ImportRoster(store)
        self.show_figure = figures.ShowFigure(store, shelf, clock)
        self.estimate_payment = figures.EstimatePayment(store, shelf, clock)

        self.add_paper = papers.AddPaper(store, parts.vault, reads)
        self.read_paper = paper_reading.ReadPaper(store, parts.vault, parts.reader, reads)
        self.give_up_reading = paper_reading.GiveUpReading(store, reads)
        self.set_paper_field = drafts.SetPaperField(store, reads)
        self.sort_paper = papers.SortPaper(store, reads)
        self.remove_paper = papers.RemovePaper(store, reads)
        self.look_at_field = papers.LookAtField(store, parts.vault, parts.pictures, reads)
        self.start_by_hand = drafts.StartByHand(store, reads)
        self.classify_claim = drafts.ClassifyClaim(store, reads)
        self.view_claim = claims.ViewClaim(store, reads)
        self.list_claims = claims.ListClaims(store)
        self.open_draft = drafts.OpenDraft(store, reads)
        self.discard_draft = drafts.DiscardDraft(store, reads)
        self.rate_claim = claims.RateClaim(store, reads)
        self.submit_claim = submission.SubmitClaim(store, reads, parts.limits)
        self.withdraw_claim = submission.WithdrawClaim(store, reads)

        self.decide_automatically = automatic.DecideAutomatically(store, reads, parts.limits)
        self.verify_papers = verifying.VerifyPapers(store, parts.verifier, clock)
        self.list_review_queue = decisions.ListReviewQueue(store)
        self.open_review = decisions.OpenReview(store, reads)
        self.correct_paper = decisions.CorrectPaper(store, reads)
        self.approve_claim = decisions.ApproveClaim(store, reads)
        self.reject_claim = decisions.RejectClaim(store, reads)
        self.request_papers = decisions.RequestPapers(store, reads)
        self.review_plan = plan_publishing.ReviewPlan(store, shelf, clock, parts.librarian)
        self.publish_plan = plan_publishing.PublishPlan(store, shelf, clock)
        self.audit_plans = plan_publishing.AuditPlans(store, shelf, clock, parts.librarian)
        self.reopen_claim = redeciding.ReopenClaim(store, reads)
        self.preview_redecision = redeciding.PreviewRedecision(store, reads)
        self.redecide_claim = redeciding.RedecideClaim(store, reads)
        zone = ZoneInfo(parts.quiet.zone)
        appealing = (store, reads, zone)
        self.show_appeal = appeals.ShowAppeal(*appealing)
        self.appeal_claim = appeals.AppealClaim(*appealing)
        self.list_appealable = appeals.ListAppealable(*appealing)
        self.add_appeal_paper = appeal_papers.AddAppealPaper(store, parts.vault, reads)
        self.withdraw_appeal = appeals.WithdrawAppeal(*appealing)
        self.list_appeals = appeal_decisions.ListAppeals(store, zone)
        self.open_appeal = appeal_decisions.OpenAppeal(*appealing)
        self.decide_appeal = appeal_decisions.DecideAppeal(*appealing)
        self.list_payable = payouts.ListPayable(store)
        self.list_batches = payouts.ListBatches(store)
        self.list_recoverable = recoveries.ListRecoverable(store)
        self.record_recovery = recoveries.RecordRecovery(store, clock)
        self.create_payout_batch = payouts.CreatePayoutBatch(store, clock)
        self.mark_batch_paid = payouts.MarkBatchPaid(store, clock)

        self.show_enrolment = enrolment.ShowEnrolment(store, shelf, clock)
        self.quote_election = enrolment.QuoteElection(store, shelf, clock)
        self.declare_event = life_events.DeclareEvent(store, shelf, clock)
        self.prove_event = life_events.ProveEvent(store, parts.vault, clock)
        self.list_events = life_events.ListEvents(store)
        self.open_proof = life_events.OpenProof(store, parts.vault)
        self.check_event = life_events.CheckEvent(store, clock)
        self.confirm_election = enrolment.ConfirmElection(store, shelf, clock)
        self.add_dependent = enrolment.AddDependent(store, clock)

        self._campaigns(parts, shelf)
        self.prepare_notice = outgoing.PrepareNotice(store, parts.email)
        self.record_delivery = outgoing.RecordDelivery(store, clock, parts.email)

        self.sign_in = console_access.SignIn(store, clock)
        self.show_overview = console_access.ShowOverview(store)
        self.list_employees = console_access.ListEmployees(store)
        self.open_employee = console_access.OpenEmployee(store)
        self.list_companies = console_access.ListCompanies(store)
        self.list_gaps = gaps.ListGaps(store, parts.knowledge, clock)
        self.open_gap = gaps.OpenGap(store)
        self.dismiss_gap = gaps.DismissGap(store, clock)
        self.draft_gap_answer = gap_answers.DraftGapAnswer(store, parts.knowledge)
        self.try_gap_answer = gap_answers.TryGapAnswer(store, parts.librarian)
        self.publish_gap_answer = gap_answers.PublishGapAnswer(store, parts.librarian, clock)
        self.export_ratings = ratings.ExportRatings(store)
        self.choose_console_language = console_access.ChooseConsoleLanguage(store)
        self.search_claims = console_claims.SearchClaims(store)
        self.open_claim_record = console_claims.OpenClaimRecord(store, reads)
        self.open_claim_file = console_claims.OpenClaimFile(store, parts.vault)
        self.show_twins = console_claims.ShowTwins(store)
        self.open_batch = console_claims.OpenBatch(store)
        self.export_bank_file = console_claims.ExportBankFile(store)
        self.preview_answer = documents.PreviewAnswer(store, parts.knowledge, parts.librarian, shelf, clock)
        self.list_documents = documents.ListDocuments(store, parts.knowledge)
        self.draft_document = documents.DraftDocument(store, parts.librarian, clock)
        self.read_document = documents.ReadDocument(store, parts.librarian)
        self.list_drafts = documents.ListDrafts(parts.librarian)
        self.open_document_draft = documents.OpenDocumentDraft(parts.librarian)
        self.publish_draft = documents.PublishDraft(store, parts.librarian)
        self.remove_document = documents.RemoveDocument(store, parts.librarian)
        self.show_synonyms = documents.ShowSynonyms(store, parts.librarian)
        self.keep_synonyms = documents.KeepSynonyms(store, parts.librarian)
        self.show_deliveries = console_work.ShowDeliveries(store, parts.jobs, parts.email)
        self.send_again = console_work.SendAgain(store, parts.jobs, clock)
        self.open_campaign = console_work.OpenCampaign(store, clock, parts.quiet)
        self.list_audit = console_work.ListAudit(store)
        self.list_windows = windows.ListWindows(store, clock)
        self.open_window = windows.OpenWindow(store, clock)
        self.extend_window = windows.ExtendWindow(store, clock)
        self.show_report = reports.ShowReport(store, clock)
        self.list_departments = reports.ListDepartments(store)

    def _campaigns(self, parts: Parts, shelf: PlanShelf) -> None:
        """Campaigns, surveys and automatic reminders."""
        store, clock, quiet = parts.store, parts.clock, parts.quiet
        releasing = (store, shelf, clock, quiet, parts.approval_above)
        self.preview_audience = campaign_audiences.PreviewAudience(store, shelf, clock)
        self.list_claimable_benefits = campaign_audiences.ListClaimableBenefits(store, shelf, clock)
        self.save_audience = campaign_audiences.SaveAudience(store, clock)
        self.list_audiences = campaign_audiences.ListAudiences(store)
        self.forget_audience = campaign_audiences.ForgetAudience(store)
        self.save_campaign = campaigns.SaveCampaign(store, clock, quiet)
        self.attach_file = campaigns.AttachFile(store, parts.vault, clock)
        self.list_campaigns = campaigns.ListCampaigns(store, clock)
        self.start_campaign = campaign_running.StartCampaign(*releasing)
        self.approve_campaign = campaign_running.ApproveCampaign(*releasing)
        self.begin_campaign = campaign_running.BeginCampaign(*releasing)
        self.steer_campaign = campaign_running.SteerCampaign(store, clock)
        self.plan_page = campaign_running.PlanPage(store, clock)
        self.test_campaign = campaign_messages.TestCampaign(store, clock, quiet, parts.email)
        self.record_tap = campaign_messages.RecordTap(store, clock)
        self.prepare_campaign_message = campaign_messages.PrepareCampaignMessage(
            store, shelf, parts.vault, clock, quiet, parts.email
        )
        self.draft_survey = survey_templates.DraftSurvey(store, shelf, clock)
        self.answer_survey = surveys.AnswerSurvey(store, clock)
        self.show_survey_results = survey_results.ShowSurveyResults(store, clock)
        self.schedule_scan = reminder_scan.ScheduleScan(store, clock)
        self.scan_reminders = reminder_scan.ScanReminders(store, clock, quiet)
        self.make_reminders = reminder_scan.MakeReminders(store, shelf, clock, quiet)
        self.prepare_reminder = reminder_messages.PrepareReminder(store, shelf, clock, quiet, parts.email)
        self.record_reminder_tap = reminder_messages.RecordReminderTap(store, clock)
        self.show_reminder_choices = reminder_choices.ShowReminderChoices(store, clock, quiet)
        self.mute_reminder = reminder_choices.MuteReminder(store, clock, quiet)
        self.choose_quiet_hours = reminder_choices.ChooseQuietHours(store, clock, quiet)
        self.choose_time_zone = reminder_choices.ChooseTimeZone(store, clock, quiet)
        self.list_reminders = reminder_settings.ListReminders(store, clock)
        self.change_reminder = reminder_settings.ChangeReminder(store, clock)
        self.reset_reminder = reminder_settings.ResetReminder(store)

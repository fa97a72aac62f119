## Questions: several at once, choices, ratings, answers from HR, distress and privacy

distress =
    It sounds as if you are going through something very hard. Thank you for saying it. You don't have to carry this alone.

    • To talk to somebody right now: national psychological support line <b>12356</b>
    • If life is in danger, call <b>120</b> or <b>110</b> immediately{ $own }

    What you wrote isn't kept as a question, and isn't passed on to HR or to your manager.
distress-contact = • At work: <b>{ $contact }</b>
offence = Sorry that I wasn't of help; that would annoy anybody. Try putting it another way, or go straight to a colleague in HR.
others-private = Other people's claims, health and pay are private: I can't look them up and won't talk about them, just as nobody else can ask about yours. Do ask me what the rules say, or about your own claims. If you act for a colleague or relative, please contact HR.
button-meant-question = Not that: I was asking a question
question-cut = That was a long message; I look at its first { $most } characters.
questions-several = You asked { $count } questions. One by one:
question-numbered = <i>{ $place }. { $question }</i>
choice-ask = Which one do you mean? Tap it, or just type it.
choice-made = All right, for “{ $choice }”:
choice-question = { $choice }: { $question }
topic-outpatient = Outpatient
topic-inpatient = Inpatient
topic-critical-illness = Critical illness
topic-accident = Accident
topic-family = Family plan
topic-high-end-medical = High-end medical
topic-mutual-aid = Mutual aid
topic-counselling = Counselling
topic-fitness = Fitness allowance
topic-checkup = Check-up
topic-annuity = Enterprise annuity
passage-then = (The document was changed or withdrawn since; this is what was quoted then.)
rated-down = Thanks for telling me. What was wrong?
rated-why = Noted; HR uses it to improve. Shall I ask a colleague in HR to answer you?
why-wrong = It's incorrect
why-other-question = Not what I asked
why-unclear = I don't understand it
button-tell-on = 🔔 Tell me when HR has answered
button-tell-off = 🔕 No need to tell me
button-ask-again = 📖 Full answer with its source
tell-on = OK: you'll hear here once HR has answered
tell-off = OK, no message
notice-gap-answered =
    🔔 Something you asked about has been answered: <b>{ $title }</b>

    { $answer }
words-titles = Mr,Ms,Mrs,Miss,Dr,Prof

-- The rows of one complete complaint by mail, as the intake writes them, in one prepared statement.
\set n random(1, 9000000000000)
WITH seen AS (
    INSERT INTO inbox (channel, provider_id) VALUES ('bench', 'm' || :n) RETURNING channel
), original AS (
    INSERT INTO blobs (sha256, size, content) VALUES (sha256(('x' || :n)::bytea), 700, convert_to(repeat('surat ', 110) || :n, 'UTF8'))
    RETURNING sha256
), conversation AS (
    INSERT INTO conversations (last_message_at, talk) VALUES (now(), json_build_object('language', 'id', 'report', repeat('kata ', 120))::jsonb)
    RETURNING id
), address AS (
    INSERT INTO addresses (channel, handle, conversation_id) SELECT 'bench', 'w' || :n, id FROM conversation
), person AS (
    INSERT INTO people (since) VALUES (now()) RETURNING id
), opened AS (
    INSERT INTO cases (number, conversation_id, state, legal_kind, kind, sector, components, language, channel, matter, received_at, ledger_hash)
    SELECT 'b' || :n, id, 'open', 'complaint', 'complaint', 'perindustrian', '{waktu}', 'id', 'email', repeat('izin belum terbit ', 20), now(), sha256('x')
    FROM conversation RETURNING id
), reporter AS (
    INSERT INTO reporters (case_id, person_id, identity, name) SELECT opened.id, person.id, 'named', 'Rukmini' FROM opened, person
), legal AS (
    INSERT INTO legal_kinds (case_id, legal_kind, because, author, at) SELECT id, 'complaint', 'opened', 'aduan', now() FROM opened
), message AS (
    INSERT INTO messages (conversation_id, case_id, author, channel, text, arrived_at, received_at, original, salt)
    SELECT conversation.id, opened.id, 'citizen', 'email', repeat('izin belum terbit ', 20), now(), now(), sha256, sha256('s')
    FROM conversation, opened, original
), reply AS (
    INSERT INTO messages (conversation_id, case_id, author, channel, subject, text, arrived_at, received_at)
    SELECT conversation.id, opened.id, 'aduan', 'email', 'Re: izin', repeat('pengaduan anda tercatat ', 25), now(), now()
    FROM conversation, opened RETURNING id, conversation_id, case_id
), clock AS (
    INSERT INTO clocks (case_id, rule, clause, days, started_on, due_on, promised_on, calendar_version)
    SELECT id, 'answer-due', 'K6.4', 14, current_date, current_date + 20, current_date + 20, 'v' FROM opened
), decision AS (
    INSERT INTO decisions (case_id, rule, clause, clause_text, force, legal_kind, because, facts, standard_id, standard_version, calendar_version, at)
    SELECT id, 'answer-due', 'K6.4', repeat('wajib menanggapi ', 12), 'shall', 'complaint', 'complete', '{"identitas": "ada", "objek": "ada"}', '69', 'v', 'v', now()
    FROM opened
), tag AS (
    INSERT INTO tags (case_id, author, kind, sector, components, unsure, confidence, evidence, language, model, at)
    SELECT id, 'aduan', 'complaint', 'perindustrian', '{waktu}', '{}', '{"kind": 0.9}', '{belum}', 'id', 'm', now() FROM opened
), entries AS (
    INSERT INTO ledger (case_id, seq, at, kind, payload, previous, hash)
    SELECT id, seq, now(), 'opened', '{"number": "26-00001-17", "message": 1, "evidence": "abc"}', sha256('p'), sha256('h')
    FROM opened, generate_series(1, 3) AS seq
)
INSERT INTO outbox (public_id, message_id, conversation_id, case_id, channel, handle, purpose, created_at, next_try_at, state)
SELECT md5(:n || random()::text), id, conversation_id, case_id, 'bench', 'w' || :n, 'reply', now(), now(), 'sent' FROM reply;

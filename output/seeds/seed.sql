-- guidewright seed data, version 1. Generated: do not edit. UTF-8, PostgreSQL and SQLite.
-- Replaces the tables seed_meta, companies, company_aliases, roles, role_aliases, guides, compensation, blocks, sources.
-- Load it into a database or schema of its own:
--   psql -v ON_ERROR_STOP=1 -f seed.sql    or    sqlite3 guides.db < seed.sql
BEGIN;

DROP TABLE IF EXISTS sources;
DROP TABLE IF EXISTS blocks;
DROP TABLE IF EXISTS compensation;
DROP TABLE IF EXISTS guides;
DROP TABLE IF EXISTS role_aliases;
DROP TABLE IF EXISTS roles;
DROP TABLE IF EXISTS company_aliases;
DROP TABLE IF EXISTS companies;
DROP TABLE IF EXISTS seed_meta;

CREATE TABLE seed_meta (
  -- version: of these tables; raised when a query for the old ones would misread the new.
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (key)
);

CREATE TABLE companies (
  -- What the company files say; also companies without a guide.
  company TEXT NOT NULL,
  company_display TEXT NOT NULL,
  industry TEXT,
  hq TEXT,
  ticker TEXT,
  verified_on DATE,
  PRIMARY KEY (company)
);

CREATE TABLE company_aliases (
  -- Other names of a company.
  company TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  alias TEXT NOT NULL,
  PRIMARY KEY (company, ordinal),
  FOREIGN KEY (company) REFERENCES companies (company)
);

CREATE TABLE roles (
  -- Roles of the catalogue (catalogued), and specialties that only guides name.
  role TEXT NOT NULL,
  role_display TEXT NOT NULL,
  role_type TEXT,
  catalogued BOOLEAN NOT NULL,
  PRIMARY KEY (role)
);

CREATE TABLE role_aliases (
  -- Other names of a role.
  role TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  alias TEXT NOT NULL,
  PRIMARY KEY (role, ordinal),
  FOREIGN KEY (role) REFERENCES roles (role)
);

CREATE TABLE guides (
  -- One row a guide: its facts, defaults and inherited values filled in.
  company TEXT NOT NULL,
  role TEXT NOT NULL,
  company_display TEXT NOT NULL,
  role_display TEXT NOT NULL,
  role_type TEXT,
  title_tail TEXT,
  last_updated DATE,
  data_quality TEXT,
  salary_data_quarter TEXT,
  next_review_due DATE,
  negotiation_dna_summary TEXT,
  level_internal TEXT,
  level_raw TEXT,
  compensation_title TEXT,
  compensation_intro TEXT,
  compensation_note TEXT,
  currency TEXT,
  stock_label TEXT,
  vesting_years BIGINT NOT NULL,
  total_formula TEXT NOT NULL,
  review_cadence BIGINT NOT NULL,
  draft BOOLEAN NOT NULL,
  templated BOOLEAN NOT NULL,
  PRIMARY KEY (company, role),
  FOREIGN KEY (company) REFERENCES companies (company),
  FOREIGN KEY (role) REFERENCES roles (role)
);

CREATE TABLE compensation (
  -- One row for each row of a guide's table; second_currency: the same row as published in a second currency.
  -- Amounts are whole units of the figure's own currency, else of the row's; or counts of its unit (options).
  -- stock is the whole grant, over guides.vesting_years, unless stock_period says otherwise.
  -- low alone: one amount; high alone: up to; open: or more. extra: the author's own columns, as JSON.
  company TEXT NOT NULL,
  role TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  second_currency BOOLEAN NOT NULL,
  region TEXT,
  level TEXT,
  title TEXT,
  currency TEXT,
  base_low BIGINT,
  base_high BIGINT,
  base_pct NUMERIC,
  base_pct_high NUMERIC,
  base_open BOOLEAN,
  base_period TEXT,
  base_currency TEXT,
  base_unit TEXT,
  base_note TEXT,
  base_text TEXT,
  stock_low BIGINT,
  stock_high BIGINT,
  stock_pct NUMERIC,
  stock_pct_high NUMERIC,
  stock_open BOOLEAN,
  stock_period TEXT,
  stock_currency TEXT,
  stock_unit TEXT,
  stock_note TEXT,
  stock_text TEXT,
  bonus_low BIGINT,
  bonus_high BIGINT,
  bonus_pct NUMERIC,
  bonus_pct_high NUMERIC,
  bonus_open BOOLEAN,
  bonus_period TEXT,
  bonus_currency TEXT,
  bonus_unit TEXT,
  bonus_note TEXT,
  bonus_text TEXT,
  signing_bonus_low BIGINT,
  signing_bonus_high BIGINT,
  signing_bonus_pct NUMERIC,
  signing_bonus_pct_high NUMERIC,
  signing_bonus_open BOOLEAN,
  signing_bonus_period TEXT,
  signing_bonus_currency TEXT,
  signing_bonus_unit TEXT,
  signing_bonus_note TEXT,
  signing_bonus_text TEXT,
  profit_sharing_low BIGINT,
  profit_sharing_high BIGINT,
  profit_sharing_pct NUMERIC,
  profit_sharing_pct_high NUMERIC,
  profit_sharing_open BOOLEAN,
  profit_sharing_period TEXT,
  profit_sharing_currency TEXT,
  profit_sharing_unit TEXT,
  profit_sharing_note TEXT,
  profit_sharing_text TEXT,
  carry_low BIGINT,
  carry_high BIGINT,
  carry_pct NUMERIC,
  carry_pct_high NUMERIC,
  carry_open BOOLEAN,
  carry_period TEXT,
  carry_currency TEXT,
  carry_unit TEXT,
  carry_note TEXT,
  carry_text TEXT,
  total_comp_low BIGINT,
  total_comp_high BIGINT,
  total_comp_pct NUMERIC,
  total_comp_pct_high NUMERIC,
  total_comp_open BOOLEAN,
  total_comp_period TEXT,
  total_comp_currency TEXT,
  total_comp_unit TEXT,
  total_comp_note TEXT,
  total_comp_text TEXT,
  extra TEXT,
  PRIMARY KEY (company, role, ordinal, second_currency),
  FOREIGN KEY (company, role) REFERENCES guides (company, role)
);

CREATE TABLE blocks (
  -- One row a block, in printed order. text: all its words but the title, as Markdown.
  -- parts: the block as JSON where it has more than title, emoji and text (levers, sources, level tables).
  company TEXT NOT NULL,
  role TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT,
  emoji TEXT,
  text TEXT,
  parts TEXT,
  PRIMARY KEY (company, role, ordinal),
  FOREIGN KEY (company, role) REFERENCES guides (company, role)
);

CREATE TABLE sources (
  -- kind: publisher (of figures; from data_sources) or evidence (from an evidence block).
  company TEXT NOT NULL,
  role TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  url TEXT,
  note TEXT,
  PRIMARY KEY (company, role, ordinal),
  FOREIGN KEY (company, role) REFERENCES guides (company, role)
);

INSERT INTO seed_meta (key, value) VALUES
('version', '1');
INSERT INTO companies (company, company_display, industry, hq, ticker) VALUES
('segment', 'Segment', 'Customer data platform', 'San Francisco', NULL),
('twilio', 'Twilio', 'Cloud communications platform', 'San Francisco, CA (HQ)', 'NYSE: TWLO');
INSERT INTO company_aliases (company, ordinal, alias) VALUES
('segment', 1, 'Twilio Segment'),
('segment', 2, 'Segment.io'),
('twilio', 1, 'TWLO');
INSERT INTO roles (role, role_display, role_type, catalogued) VALUES
('data-engineer', 'Data Engineer', 'standard', TRUE),
('data-scientist', 'Data Scientist', 'standard', TRUE),
('devops-engineer', 'DevOps Engineer', 'standard', TRUE),
('engineering-manager', 'Engineering Manager', 'standard', TRUE),
('ml-ai-engineer', 'ML/AI Engineer', 'standard', TRUE),
('product-designer', 'Product Designer', 'standard', TRUE),
('product-manager', 'Product Manager', 'standard', TRUE),
('security-engineer', 'Security Engineer', 'standard', TRUE),
('senior-software-engineer', 'Senior Software Engineer', 'standard', TRUE),
('software-engineer', 'Software Engineer', 'standard', TRUE),
('solutions-architect', 'Solutions Architect', 'standard', TRUE),
('staff-software-engineer', 'Staff Software Engineer', 'standard', TRUE),
('technical-program-manager', 'Technical Program Manager', 'standard', TRUE);
INSERT INTO role_aliases (role, ordinal, alias) VALUES
('data-engineer', 1, 'DE'),
('data-engineer', 2, 'Data Platform Engineer'),
('data-scientist', 1, 'DS'),
('devops-engineer', 1, 'SRE'),
('devops-engineer', 2, 'Site Reliability Engineer'),
('engineering-manager', 1, 'EM'),
('engineering-manager', 2, 'Software Engineering Manager'),
('ml-ai-engineer', 1, 'MLE'),
('ml-ai-engineer', 2, 'AI/ML Engineer'),
('ml-ai-engineer', 3, 'Machine Learning Engineer'),
('ml-ai-engineer', 4, 'ML Engineer'),
('ml-ai-engineer', 5, 'AI Engineer'),
('product-designer', 1, 'UX Designer'),
('product-designer', 2, 'UI/UX Designer'),
('product-manager', 1, 'PM'),
('security-engineer', 1, 'AppSec Engineer'),
('security-engineer', 2, 'Infosec Engineer'),
('senior-software-engineer', 1, 'Senior SWE'),
('senior-software-engineer', 2, 'Senior SDE'),
('software-engineer', 1, 'SWE'),
('software-engineer', 2, 'SDE'),
('software-engineer', 3, 'Software Developer'),
('solutions-architect', 1, 'SA'),
('solutions-architect', 2, 'Solution Architect'),
('staff-software-engineer', 1, 'Staff SWE'),
('staff-software-engineer', 2, 'Staff Engineer'),
('technical-program-manager', 1, 'TPM');

INSERT INTO guides (company, role, company_display, role_display, role_type, last_updated, data_quality, salary_data_quarter, next_review_due, negotiation_dna_summary, level_raw, currency, stock_label, vesting_years, total_formula, review_cadence, draft, templated) VALUES
('segment', 'ml-ai-engineer', 'Segment', 'ML/AI Engineer', 'standard', '2026-02-23', 'high', '2025-Q4', '2026-05-23', 'Twilio RSUs at the Top Tier Plus a Signing Bonus | Customer Data Intelligence Built on AI in 2026', 'Segment ML/AI = Google L4-L5 ML = Meta ML E5 = Salesforce Einstein ML = mParticle AI Lead', 'USD', 'RSU/4yr', 4, 'vest', 3, FALSE, FALSE);
INSERT INTO compensation (company, role, ordinal, second_currency, region, currency, base_low, base_high, base_open, stock_low, stock_high, stock_open, bonus_pct, bonus_pct_high, bonus_open, total_comp_low, total_comp_high, total_comp_open) VALUES
('segment', 'ml-ai-engineer', 1, FALSE, 'San Francisco', 'USD', 188000, 228000, FALSE, 145000, 270000, FALSE, 10, 15, FALSE, 262000, 355000, FALSE),
('segment', 'ml-ai-engineer', 2, FALSE, 'New York', 'USD', 182000, 222000, FALSE, 138000, 258000, FALSE, 10, 15, FALSE, 252000, 342000, FALSE),
('segment', 'ml-ai-engineer', 3, FALSE, 'London', 'GBP', 132000, 165000, FALSE, 102000, 188000, FALSE, 10, 15, FALSE, 182000, 248000, FALSE);
INSERT INTO blocks (company, role, ordinal, kind, title, emoji, text, parts) VALUES
('segment', 'ml-ai-engineer', 1, 'summary', NULL, NULL, 'Twilio RSUs at the Top Tier Plus a Signing Bonus | Customer Data Intelligence Built on AI in 2026', NULL),
('segment', 'ml-ai-engineer', 2, 'compensation', NULL, NULL, NULL, NULL),
('segment', 'ml-ai-engineer', 3, 'narrative', 'Negotiation DNA', NULL, 'Segment runs the world''s leading CDP, and its ML/AI engineers build the part that learns from the data: models that predict audiences, identity resolution that relies on AI, a score for each customer, and journeys that an LLM tunes. In February 2026 the company''s strategy is to grow out of routing data and become an engine of customer intelligence. The engineers who shape that change are paid at a premium.

For AI hires Segment adds a signing bonus to top-tier Twilio RSUs, because its standing against other CDPs rests on machine learning. Hardly anyone knows customer data and AI systems equally well. Candidates who do are in a strong position, and should name that combination before any figure.', NULL),
('segment', 'ml-ai-engineer', 4, 'level_mapping', 'Level Mapping', NULL, 'Segment ML/AI = Google L4-L5 ML = Meta ML E5 = Salesforce Einstein ML = mParticle AI Lead', '{"kind": "level_mapping", "title": "Level Mapping", "line": "Segment ML/AI = Google L4-L5 ML = Meta ML E5 = Salesforce Einstein ML = mParticle AI Lead", "intro": null, "table": null, "items": null, "text": null}'),
('segment', 'ml-ai-engineer', 5, 'lever', 'Customer Intelligence Model Lever', '🏗️', 'In February 2026 AI is becoming the main reason to pick Segment over a rival. Customers come for data that arrives enriched, identities resolved by machine, and predictions about their audiences. Competitors built on AI from the start want the same customers, so the engineers behind these systems decide whether Segment keeps its lead in the CDP market.

The effect of your models can be measured at the 25,000+ customers that use Segment. A sharper prediction, a cleaner identity match or a better-aimed audience shows up there as a higher conversion rate and a lower cost of acquisition.', NULL),
('segment', 'ml-ai-engineer', 6, 'global_levers', 'Global Levers', NULL, '- **Core of the AI Product:** "What I build is becoming the first thing that sets Segment''s product apart. Customers buy the product for it, so it is no add-on, and the RSU grant should match its place in the strategy."
- **Counter from AI Labs and Big Tech:** "Google and Anthropic have made me ML offers at $400K+. Twilio RSUs are liquid, which I value, but the package as a whole has to compete for AI talent."
- **Two Scarce Fields in One Hire:** "ML engineers are in demand and so are customer data specialists, and almost nobody is both. I am, so please price the role on that scarcity and leave the general ML benchmarks aside."
- **Signing Bonus for the Move:** "A signing bonus is what the market expects when AI talent changes employers. I am looking for $45K to $65K, to cover the guaranteed pay I would give up by not joining a pure AI company."', '{"kind": "global_levers", "title": "Global Levers", "intro": null, "items": [{"title": "Core of the AI Product", "lead": null, "script": "What I build is becoming the first thing that sets Segment''s product apart. Customers buy the product for it, so it is no add-on, and the RSU grant should match its place in the strategy.", "after": null, "text": null}, {"title": "Counter from AI Labs and Big Tech", "lead": null, "script": "Google and Anthropic have made me ML offers at $400K+. Twilio RSUs are liquid, which I value, but the package as a whole has to compete for AI talent.", "after": null, "text": null}, {"title": "Two Scarce Fields in One Hire", "lead": null, "script": "ML engineers are in demand and so are customer data specialists, and almost nobody is both. I am, so please price the role on that scarcity and leave the general ML benchmarks aside.", "after": null, "text": null}, {"title": "Signing Bonus for the Move", "lead": null, "script": "A signing bonus is what the market expects when AI talent changes employers. I am looking for $45K to $65K, to cover the guaranteed pay I would give up by not joining a pure AI company.", "after": null, "text": null}], "text": null}'),
('segment', 'ml-ai-engineer', 7, 'negotiate_up', 'Negotiate Up Strategy', NULL, '"My request is a base of $225K, Twilio RSUs worth $260K over 4 years, a 13% bonus and a signing bonus of $55K. I would be building the AI engine for customer intelligence that keeps Segment ahead in the CDP market. Google ML and Anthropic have offered me $410K+, guaranteed. The RSU grant has to make Segment the better choice." Accept if above $242K RSUs.', '{"kind": "negotiate_up", "title": "Negotiate Up Strategy", "script": "My request is a base of $225K, Twilio RSUs worth $260K over 4 years, a 13% bonus and a signing bonus of $55K. I would be building the AI engine for customer intelligence that keeps Segment ahead in the CDP market. Google ML and Anthropic have offered me $410K+, guaranteed. The RSU grant has to make Segment the better choice.", "after": "Accept if above $242K RSUs.", "advice": null}'),
('segment', 'ml-ai-engineer', 8, 'evidence', 'Evidence & Sources', NULL, '- Segment — AI/ML Engineering Roadmap 2026
- Segment/Twilio ML Comp — Levels.fyi 2025-2026
- CDP AI — ML Engineer Talent Market 2026
- Customer Data Intelligence — ML Compensation Benchmarks 2026', '{"kind": "evidence", "title": "Evidence & Sources", "intro": null, "items": [{"text": "Segment — AI/ML Engineering Roadmap 2026", "url": null, "note": null}, {"text": "Segment/Twilio ML Comp — Levels.fyi 2025-2026", "url": null, "note": null}, {"text": "CDP AI — ML Engineer Talent Market 2026", "url": null, "note": null}, {"text": "Customer Data Intelligence — ML Compensation Benchmarks 2026", "url": null, "note": null}], "text": null}');
INSERT INTO sources (company, role, ordinal, kind, text) VALUES
('segment', 'ml-ai-engineer', 1, 'publisher', 'Levels.fyi'),
('segment', 'ml-ai-engineer', 2, 'evidence', 'Segment — AI/ML Engineering Roadmap 2026'),
('segment', 'ml-ai-engineer', 3, 'evidence', 'Segment/Twilio ML Comp — Levels.fyi 2025-2026'),
('segment', 'ml-ai-engineer', 4, 'evidence', 'CDP AI — ML Engineer Talent Market 2026'),
('segment', 'ml-ai-engineer', 5, 'evidence', 'Customer Data Intelligence — ML Compensation Benchmarks 2026');

INSERT INTO guides (company, role, company_display, role_display, role_type, last_updated, data_quality, salary_data_quarter, next_review_due, negotiation_dna_summary, level_raw, currency, stock_label, vesting_years, total_formula, review_cadence, draft, templated) VALUES
('twilio', 'data-engineer', 'Twilio', 'Data Engineer', 'standard', '2026-02-23', 'high', '2025-Q4', '2026-05-23', 'Premium for pipeline experience on Segment''s CDP | The data layer under CustomerAI leads the 2026 strategy', 'Twilio L2 (Data Engineer) = Google L3 = Meta E3 = Snowflake IC2 = Databricks IC2', 'USD', 'RSU/4yr', 4, 'vest', 3, FALSE, TRUE);
INSERT INTO compensation (company, role, ordinal, second_currency, region, currency, base_low, base_high, base_open, stock_low, stock_high, stock_open, bonus_pct, bonus_pct_high, bonus_open, total_comp_low, total_comp_high, total_comp_open) VALUES
('twilio', 'data-engineer', 1, FALSE, 'San Francisco, CA (HQ)', 'USD', 150000, 200000, FALSE, 120000, 240000, FALSE, 10, 15, FALSE, 210000, 310000, FALSE),
('twilio', 'data-engineer', 2, FALSE, 'Denver, CO', 'USD', 135000, 185000, FALSE, 100000, 200000, FALSE, 10, 15, FALSE, 185000, 275000, FALSE),
('twilio', 'data-engineer', 3, FALSE, 'London, UK', 'GBP', 95000, 135000, FALSE, 75000, 155000, FALSE, 10, 15, FALSE, 135000, 215000, FALSE);
INSERT INTO blocks (company, role, ordinal, kind, title, emoji, text, parts) VALUES
('twilio', 'data-engineer', 1, 'summary', NULL, NULL, 'Premium for pipeline experience on Segment''s CDP | The data layer under CustomerAI leads the 2026 strategy', NULL),
('twilio', 'data-engineer', 2, 'compensation', NULL, NULL, NULL, NULL),
('twilio', 'data-engineer', 3, 'narrative', 'Negotiation DNA', NULL, 'Two products rest on the work of data engineers at Twilio: Segment, the customer data platform, and CustomerAI, the initiative that is growing on top of it. In February 2026 few hires matter more to the company. CustomerAI is only as good as the customer data that reaches training and inference through Segment''s pipelines.

By buying Segment, Twilio came to own one of the industry''s largest customer data platforms, and its data engineers keep those flows dependable at massive scale. Two things set the pay: infrastructure that many tenants share is difficult to run, and the revenue that CustomerAI can earn depends on clean data. The base range is $150K–$200K in San Francisco and $135K–$185K in Denver, and a San Francisco grant can reach $240K over four years.

The strongest offers go to people who have built streaming systems, pipelines of great size and customer data platforms. In February 2026 a person who knows both CDPs and the data side of AI/ML is especially hard to find. If that describes you, say so early and aim for the top of the range: $310K in San Francisco, or £215K in London.', NULL),
('twilio', 'data-engineer', 4, 'level_mapping', 'Level Mapping', NULL, 'Twilio L2 (Data Engineer) = Google L3 = Meta E3 = Snowflake IC2 = Databricks IC2', '{"kind": "level_mapping", "title": "Level Mapping", "line": "Twilio L2 (Data Engineer) = Google L3 = Meta E3 = Snowflake IC2 = Databricks IC2", "intro": null, "table": null, "items": null, "text": null}'),
('twilio', 'data-engineer', 5, 'lever', 'Segment to CustomerAI Data Flow Lever', '🏗️', 'What CustomerAI achieves in February 2026 turns on pipelines that start with raw customer events in Segment and finish in model training and live inference. Someone has to design them to handle billions of events a day, to keep data fresh enough for predictions made in real time, and to guard its quality at each step between ingestion and serving. At Twilio that person is the data engineer.

Few data engineering teams face problems of this order. Live inference asks for streams with low latency, training asks for batches with high throughput, and both have to run within the SLAs that Segment has promised for its platform. An engineer who can reconcile them touches CustomerAI''s revenue directly. The difficulty and the revenue together are the argument for a premium, so name both when you ask for it.', NULL),
('twilio', 'data-engineer', 6, 'global_levers', 'Global Levers', NULL, '- **CDP Pipelines in Production:** "I have run customer data pipelines that take in billions of events a day, which is the kind of load Segment carries. I know from practice what goes wrong in a CDP that many tenants share."
- **Streaming for Live Inference:** "Inference in CustomerAI needs data the moment it arrives. I have worked with Kafka, Flink and streaming systems of similar size, and this initiative calls for the same skills."
- **Data Platforms for AI/ML:** "The feature stores and training pipelines I built serve ML systems in production. Few engineers have done both kinds of work, and CustomerAI needs both at once."
- **Rival Offers from Data Platforms:** "Snowflake and Databricks have offered me total comp of $300K+. That is the going price for data engineers who know CDPs, and your own San Francisco range of $210K–$310K has room for it."', '{"kind": "global_levers", "title": "Global Levers", "intro": null, "items": [{"title": "CDP Pipelines in Production", "lead": null, "script": "I have run customer data pipelines that take in billions of events a day, which is the kind of load Segment carries. I know from practice what goes wrong in a CDP that many tenants share.", "after": null, "text": null}, {"title": "Streaming for Live Inference", "lead": null, "script": "Inference in CustomerAI needs data the moment it arrives. I have worked with Kafka, Flink and streaming systems of similar size, and this initiative calls for the same skills.", "after": null, "text": null}, {"title": "Data Platforms for AI/ML", "lead": null, "script": "The feature stores and training pipelines I built serve ML systems in production. Few engineers have done both kinds of work, and CustomerAI needs both at once.", "after": null, "text": null}, {"title": "Rival Offers from Data Platforms", "lead": null, "script": "Snowflake and Databricks have offered me total comp of $300K+. That is the going price for data engineers who know CDPs, and your own San Francisco range of $210K–$310K has room for it.", "after": null, "text": null}], "text": null}'),
('twilio', 'data-engineer', 7, 'negotiate_up', 'Negotiate Up Strategy', NULL, '"Laying the data foundation for CustomerAI is the job I want. One of the leading data platform companies has offered me $195K base and $230K in RSUs. Match both at Twilio, $195K in base and $230K in RSUs over four years, and my decision is made. That comes to $305K in total comp, and I would accept on the spot and get to work on CustomerAI''s data infrastructure."', '{"kind": "negotiate_up", "title": "Negotiate Up Strategy", "script": "Laying the data foundation for CustomerAI is the job I want. One of the leading data platform companies has offered me $195K base and $230K in RSUs. Match both at Twilio, $195K in base and $230K in RSUs over four years, and my decision is made. That comes to $305K in total comp, and I would accept on the spot and get to work on CustomerAI''s data infrastructure.", "after": null, "advice": null}'),
('twilio', 'data-engineer', 8, 'evidence', 'Evidence & Sources', NULL, '- Twilio Q4 2025 Earnings Report: Segment Revenue Growth, February 2026
- Levels.fyi Twilio Data Engineer Compensation Data, January 2026
- Segment Engineering Blog: Data Infrastructure at Scale, December 2025
- Glassdoor Twilio Data Engineer Salary Reports, February 2026', '{"kind": "evidence", "title": "Evidence & Sources", "intro": null, "items": [{"text": "Twilio Q4 2025 Earnings Report: Segment Revenue Growth, February 2026", "url": null, "note": null}, {"text": "Levels.fyi Twilio Data Engineer Compensation Data, January 2026", "url": null, "note": null}, {"text": "Segment Engineering Blog: Data Infrastructure at Scale, December 2025", "url": null, "note": null}, {"text": "Glassdoor Twilio Data Engineer Salary Reports, February 2026", "url": null, "note": null}], "text": null}');
INSERT INTO sources (company, role, ordinal, kind, text) VALUES
('twilio', 'data-engineer', 1, 'publisher', 'Levels.fyi'),
('twilio', 'data-engineer', 2, 'publisher', 'Glassdoor'),
('twilio', 'data-engineer', 3, 'evidence', 'Twilio Q4 2025 Earnings Report: Segment Revenue Growth, February 2026'),
('twilio', 'data-engineer', 4, 'evidence', 'Levels.fyi Twilio Data Engineer Compensation Data, January 2026'),
('twilio', 'data-engineer', 5, 'evidence', 'Segment Engineering Blog: Data Infrastructure at Scale, December 2025'),
('twilio', 'data-engineer', 6, 'evidence', 'Glassdoor Twilio Data Engineer Salary Reports, February 2026');

INSERT INTO guides (company, role, company_display, role_display, role_type, last_updated, data_quality, salary_data_quarter, next_review_due, negotiation_dna_summary, level_raw, currency, stock_label, vesting_years, total_formula, review_cadence, draft, templated) VALUES
('twilio', 'devops-engineer', 'Twilio', 'DevOps Engineer', 'standard', '2026-02-23', 'high', '2025-Q4', '2026-05-23', 'Reliability engineering for communications traffic | Running CustomerAI''s infrastructure through 2026', 'Twilio L2 (DevOps Engineer) = Google L3 SRE = Meta E3 PE = Datadog IC2 = PagerDuty IC2', 'USD', 'RSU/4yr', 4, 'vest', 3, FALSE, FALSE);
INSERT INTO compensation (company, role, ordinal, second_currency, region, currency, base_low, base_high, base_open, stock_low, stock_high, stock_open, bonus_pct, bonus_pct_high, bonus_open, total_comp_low, total_comp_high, total_comp_open) VALUES
('twilio', 'devops-engineer', 1, FALSE, 'San Francisco, CA (HQ)', 'USD', 150000, 200000, FALSE, 110000, 220000, FALSE, 10, 15, FALSE, 205000, 295000, FALSE),
('twilio', 'devops-engineer', 2, FALSE, 'Denver, CO', 'USD', 135000, 185000, FALSE, 90000, 190000, FALSE, 10, 15, FALSE, 180000, 265000, FALSE),
('twilio', 'devops-engineer', 3, FALSE, 'London, UK', 'GBP', 95000, 135000, FALSE, 70000, 145000, FALSE, 10, 15, FALSE, 135000, 210000, FALSE);
INSERT INTO blocks (company, role, ordinal, kind, title, emoji, text, parts) VALUES
('twilio', 'devops-engineer', 1, 'summary', NULL, NULL, 'Reliability engineering for communications traffic | Running CustomerAI''s infrastructure through 2026', NULL),
('twilio', 'devops-engineer', 2, 'compensation', NULL, NULL, NULL, NULL),
('twilio', 'devops-engineer', 3, 'narrative', 'Negotiation DNA', NULL, 'Messaging, voice and video at Twilio add up to billions of API calls a day, and DevOps engineers answer for the infrastructure underneath: whether it stays up, how far it scales and how fast it responds. In February 2026 CustomerAI depends on them too. They deploy and run its ML infrastructure, the systems that serve its models and the data pipelines that feed AI-driven communications.

When a communications platform goes down its customers lose revenue at once, and Twilio pays with that in mind. Its availability target is five nines, and the DevOps team is the first to defend it. CustomerAI has widened what the team operates to include model serving, GPU clusters and data pipelines that run in real time. The work has become considerably harder, and pay has risen with it.

The best packages go to candidates who have run ML/AI infrastructure next to conventional cloud platforms. Two skills count most in Twilio''s hiring in February 2026: automating the release of models as well as microservices, and a thorough command of Kubernetes and the cloud-native tools around it. Candidates with both are in a strong position.', NULL),
('twilio', 'devops-engineer', 4, 'level_mapping', 'Level Mapping', NULL, 'Twilio L2 (DevOps Engineer) = Google L3 SRE = Meta E3 PE = Datadog IC2 = PagerDuty IC2', '{"kind": "level_mapping", "title": "Level Mapping", "line": "Twilio L2 (DevOps Engineer) = Google L3 SRE = Meta E3 PE = Datadog IC2 = PagerDuty IC2", "intro": null, "table": null, "items": null, "text": null}'),
('twilio', 'devops-engineer', 5, 'lever', 'CustomerAI Platform Operations Lever', '🏗️', 'Rolling out CustomerAI in February 2026 takes DevOps engineers who can set up model serving for the whole of Twilio''s traffic and keep it running. The work includes orchestrating GPU clusters for training, serving inference at low latency, and building CI/CD pipelines that let a model change often without unsettling the platform. Throughout, CustomerAI must be as reliable as the communications platform at Twilio''s core.

Experience of ordinary operations covers only part of this. Canary releases of models, infrastructure for A/B tests, feature stores and the careful use of GPU capacity are new to most DevOps teams, and each adds tools to learn. An engineer who is at home in cloud operations and in ML operations is worth a great deal to CustomerAI, and should ask to be paid on that basis.', NULL),
('twilio', 'devops-engineer', 6, 'global_levers', 'Global Levers', NULL, '- **Five Nines under Load:** "Systems in my care have handled billions of requests a day at five-nines availability. CustomerAI needs the same from its infrastructure, and keeping critical systems up is what I do best."
- **GPU and Model Operations:** "I have set up GPU clusters and served models from them in production. CustomerAI cannot be deployed or scaled without that experience, and few operations engineers have it."
- **Kubernetes across Regions:** "I know Kubernetes in depth, from scheduling GPU workloads to running deployments in several regions. Those are the parts of CustomerAI''s infrastructure that are hardest to get right."
- **Lower Spend, Better Uptime:** "Through automation and tuning I cut infrastructure costs by 30%+ while reliability went up. CustomerAI will raise your infrastructure bill, and you will want that discipline on the team."', '{"kind": "global_levers", "title": "Global Levers", "intro": null, "items": [{"title": "Five Nines under Load", "lead": null, "script": "Systems in my care have handled billions of requests a day at five-nines availability. CustomerAI needs the same from its infrastructure, and keeping critical systems up is what I do best.", "after": null, "text": null}, {"title": "GPU and Model Operations", "lead": null, "script": "I have set up GPU clusters and served models from them in production. CustomerAI cannot be deployed or scaled without that experience, and few operations engineers have it.", "after": null, "text": null}, {"title": "Kubernetes across Regions", "lead": null, "script": "I know Kubernetes in depth, from scheduling GPU workloads to running deployments in several regions. Those are the parts of CustomerAI''s infrastructure that are hardest to get right.", "after": null, "text": null}, {"title": "Lower Spend, Better Uptime", "lead": null, "script": "Through automation and tuning I cut infrastructure costs by 30%+ while reliability went up. CustomerAI will raise your infrastructure bill, and you will want that discipline on the team.", "after": null, "text": null}], "text": null}'),
('twilio', 'devops-engineer', 7, 'negotiate_up', 'Negotiate Up Strategy', NULL, '"Taking CustomerAI into production at Twilio''s volume is the DevOps work I most want to do. A cloud infrastructure company has offered me $195K in base and $210K in RSUs. I would take Twilio''s offer at a base of $195K and RSUs of $210K. That brings total comp to $290K, and I could start right away with everything I have learned about running ML infrastructure."', '{"kind": "negotiate_up", "title": "Negotiate Up Strategy", "script": "Taking CustomerAI into production at Twilio''s volume is the DevOps work I most want to do. A cloud infrastructure company has offered me $195K in base and $210K in RSUs. I would take Twilio''s offer at a base of $195K and RSUs of $210K. That brings total comp to $290K, and I could start right away with everything I have learned about running ML infrastructure.", "after": null, "advice": null}'),
('twilio', 'devops-engineer', 8, 'evidence', 'Evidence & Sources', NULL, '- Twilio Q4 2025 Earnings Report, February 2026
- Levels.fyi Twilio DevOps Engineer Compensation Data, January 2026
- Twilio Status Page: Platform Reliability Metrics, January 2026
- Glassdoor Twilio DevOps Engineer Salary Reports, February 2026', '{"kind": "evidence", "title": "Evidence & Sources", "intro": null, "items": [{"text": "Twilio Q4 2025 Earnings Report, February 2026", "url": null, "note": null}, {"text": "Levels.fyi Twilio DevOps Engineer Compensation Data, January 2026", "url": null, "note": null}, {"text": "Twilio Status Page: Platform Reliability Metrics, January 2026", "url": null, "note": null}, {"text": "Glassdoor Twilio DevOps Engineer Salary Reports, February 2026", "url": null, "note": null}], "text": null}');
INSERT INTO sources (company, role, ordinal, kind, text) VALUES
('twilio', 'devops-engineer', 1, 'publisher', 'Levels.fyi'),
('twilio', 'devops-engineer', 2, 'publisher', 'Glassdoor'),
('twilio', 'devops-engineer', 3, 'evidence', 'Twilio Q4 2025 Earnings Report, February 2026'),
('twilio', 'devops-engineer', 4, 'evidence', 'Levels.fyi Twilio DevOps Engineer Compensation Data, January 2026'),
('twilio', 'devops-engineer', 5, 'evidence', 'Twilio Status Page: Platform Reliability Metrics, January 2026'),
('twilio', 'devops-engineer', 6, 'evidence', 'Glassdoor Twilio DevOps Engineer Salary Reports, February 2026');

INSERT INTO guides (company, role, company_display, role_display, role_type, last_updated, data_quality, salary_data_quarter, next_review_due, negotiation_dna_summary, level_raw, currency, stock_label, vesting_years, total_formula, review_cadence, draft, templated) VALUES
('twilio', 'ml-ai-engineer', 'Twilio', 'ML/AI Engineer', 'standard', '2026-02-23', 'high', '2025-Q4', '2026-05-23', 'Premium pay for ML platforms that carry communications traffic | CustomerAI model releases set the 2026 roadmap', 'Twilio ML3 (ML/AI Engineer) = Google L4 ML = Meta E4 ML = Databricks ML3 = OpenAI IC3', 'USD', 'RSU/4yr', 4, 'vest', 3, FALSE, TRUE);
INSERT INTO compensation (company, role, ordinal, second_currency, region, currency, base_low, base_high, base_open, stock_low, stock_high, stock_open, bonus_pct, bonus_pct_high, bonus_open, total_comp_low, total_comp_high, total_comp_open) VALUES
('twilio', 'ml-ai-engineer', 1, FALSE, 'San Francisco, CA (HQ)', 'USD', 170000, 235000, FALSE, 160000, 320000, FALSE, 10, 15, FALSE, 260000, 390000, FALSE),
('twilio', 'ml-ai-engineer', 2, FALSE, 'Denver, CO', 'USD', 155000, 215000, FALSE, 130000, 280000, FALSE, 10, 15, FALSE, 230000, 350000, FALSE),
('twilio', 'ml-ai-engineer', 3, FALSE, 'London, UK', 'GBP', 110000, 155000, FALSE, 100000, 210000, FALSE, 10, 15, FALSE, 170000, 275000, FALSE);
INSERT INTO blocks (company, role, ordinal, kind, title, emoji, text, parts) VALUES
('twilio', 'ml-ai-engineer', 1, 'summary', NULL, NULL, 'Premium pay for ML platforms that carry communications traffic | CustomerAI model releases set the 2026 roadmap', NULL),
('twilio', 'ml-ai-engineer', 2, 'compensation', NULL, NULL, NULL, NULL),
('twilio', 'ml-ai-engineer', 3, 'narrative', 'Negotiation DNA', NULL, 'Machine learning at Twilio means CustomerAI: the models, and the systems beneath them, that decide how a business speaks to its customers. As of February 2026 nothing ranks higher in the company''s strategy, which is to let AI models tailor the messaging, voice and email of millions of businesses. An ML/AI Engineer develops the models and then runs them in production, at very large volume.

Few people know machine learning in depth and have also kept it running under communications traffic, and the pay shows it. In San Francisco the base range is $170K–$235K and a stock grant can reach $320K over four years. Twilio bids for these hires against startups with ample funding, hyperscalers and the AI labs, and it raised its bands markedly for 2026 hiring. It is most generous with stock, because it expects CustomerAI to lift the share price.

Use the shortage of AI talent while it lasts, and press hard. Twilio has to find engineers who will take a model from design to deployment and then look after it while it makes billions of predictions a day, and that need works in your favor. The top of the range, $390K in San Francisco and £275K in London, goes to people who have shipped LLMs, large recommenders or model serving in real time.', NULL),
('twilio', 'ml-ai-engineer', 4, 'level_mapping', 'Level Mapping', NULL, 'Twilio ML3 (ML/AI Engineer) = Google L4 ML = Meta E4 ML = Databricks ML3 = OpenAI IC3', '{"kind": "level_mapping", "title": "Level Mapping", "line": "Twilio ML3 (ML/AI Engineer) = Google L4 ML = Meta E4 ML = Databricks ML3 = OpenAI IC3", "intro": null, "table": null, "items": null, "text": null}'),
('twilio', 'ml-ai-engineer', 5, 'lever', 'CustomerAI Model Lifecycle Lever', '🏗️', 'The CustomerAI design that Twilio works to in February 2026 leaves the whole life of a model with its ML/AI engineers. Training pipelines draw on the customer data held in Segment. Inference systems then have to answer in under 100ms at the volume of Twilio''s API. Between the two sit three families of models: recommenders that pick the best channel, language models that adapt the wording of a message, and predictive models that plan a customer''s journey.

The work is hard in particular ways. A model must stay accurate for customer populations that have little in common, keep up as people change the way they communicate, and never breach the strict SLAs to which enterprises hold the platform. The same engineers therefore design the monitoring, the A/B tests and the retraining that never stops, so that CustomerAI gets better with time while the platform stays steady.', NULL),
('twilio', 'ml-ai-engineer', 6, 'global_levers', 'Global Levers', NULL, '- **Live Inference Volume:** "The models I put into production answer millions of predictions per second. Low latency at Twilio''s volume is what CustomerAI asks for, and I have already solved that problem elsewhere."
- **Price of AI Talent:** "Offers for ML/AI engineers are hard fought in 2026. I hold competing ones, from AI labs and hyperscalers, between $350K and $420K in total comp. That is what this skill set costs today, and it is why I am looking at the upper end of your range, $390K."
- **Language Model Practice:** "Tailoring a message to its recipient takes NLP and LLM work of real depth. I have fine-tuned language models and shipped them to production, so that part of CustomerAI would be familiar ground."
- **Whole-System Ownership:** "What I deliver is a working ML system, and the model is only one part of it. I have built feature stores, set up monitoring and made inference faster, which is the full range that CustomerAI has to staff."', '{"kind": "global_levers", "title": "Global Levers", "intro": null, "items": [{"title": "Live Inference Volume", "lead": null, "script": "The models I put into production answer millions of predictions per second. Low latency at Twilio''s volume is what CustomerAI asks for, and I have already solved that problem elsewhere.", "after": null, "text": null}, {"title": "Price of AI Talent", "lead": null, "script": "Offers for ML/AI engineers are hard fought in 2026. I hold competing ones, from AI labs and hyperscalers, between $350K and $420K in total comp. That is what this skill set costs today, and it is why I am looking at the upper end of your range, $390K.", "after": null, "text": null}, {"title": "Language Model Practice", "lead": null, "script": "Tailoring a message to its recipient takes NLP and LLM work of real depth. I have fine-tuned language models and shipped them to production, so that part of CustomerAI would be familiar ground.", "after": null, "text": null}, {"title": "Whole-System Ownership", "lead": null, "script": "What I deliver is a working ML system, and the model is only one part of it. I have built feature stores, set up monitoring and made inference faster, which is the full range that CustomerAI has to staff.", "after": null, "text": null}], "text": null}'),
('twilio', 'ml-ai-engineer', 7, 'negotiate_up', 'Negotiate Up Strategy', NULL, '"Nothing else I have looked at in ML engineering matches CustomerAI, because Segment''s data and Twilio''s reach come together in one place. An AI startup has offered me $230K in base salary and $350K in RSUs. My number for Twilio is $230K base and $310K in RSUs. That makes $385K in total comp, and at that figure I will sign this week and give CustomerAI everything I know about ML infrastructure."', '{"kind": "negotiate_up", "title": "Negotiate Up Strategy", "script": "Nothing else I have looked at in ML engineering matches CustomerAI, because Segment''s data and Twilio''s reach come together in one place. An AI startup has offered me $230K in base salary and $350K in RSUs. My number for Twilio is $230K base and $310K in RSUs. That makes $385K in total comp, and at that figure I will sign this week and give CustomerAI everything I know about ML infrastructure.", "after": null, "advice": null}'),
('twilio', 'ml-ai-engineer', 8, 'evidence', 'Evidence & Sources', NULL, '- Twilio Q4 2025 Earnings Report: AI Investment Update, February 2026
- Levels.fyi ML/AI Engineer Compensation Data, January 2026
- Twilio Engineering Blog: CustomerAI ML Architecture, January 2026
- AI Talent Market Report, Q1 2026', '{"kind": "evidence", "title": "Evidence & Sources", "intro": null, "items": [{"text": "Twilio Q4 2025 Earnings Report: AI Investment Update, February 2026", "url": null, "note": null}, {"text": "Levels.fyi ML/AI Engineer Compensation Data, January 2026", "url": null, "note": null}, {"text": "Twilio Engineering Blog: CustomerAI ML Architecture, January 2026", "url": null, "note": null}, {"text": "AI Talent Market Report, Q1 2026", "url": null, "note": null}], "text": null}');
INSERT INTO sources (company, role, ordinal, kind, text) VALUES
('twilio', 'ml-ai-engineer', 1, 'publisher', 'Levels.fyi'),
('twilio', 'ml-ai-engineer', 2, 'evidence', 'Twilio Q4 2025 Earnings Report: AI Investment Update, February 2026'),
('twilio', 'ml-ai-engineer', 3, 'evidence', 'Levels.fyi ML/AI Engineer Compensation Data, January 2026'),
('twilio', 'ml-ai-engineer', 4, 'evidence', 'Twilio Engineering Blog: CustomerAI ML Architecture, January 2026'),
('twilio', 'ml-ai-engineer', 5, 'evidence', 'AI Talent Market Report, Q1 2026');

INSERT INTO guides (company, role, company_display, role_display, role_type, last_updated, data_quality, salary_data_quarter, next_review_due, negotiation_dna_summary, level_raw, currency, stock_label, vesting_years, total_formula, review_cadence, draft, templated) VALUES
('twilio', 'staff-software-engineer', 'Twilio', 'Staff Software Engineer', 'standard', '2026-02-23', 'high', '2025-Q4', '2026-05-23', 'Premium for technical leaders at staff level | Ownership of CustomerAI''s platform strategy through 2026', 'Twilio L4 (Staff Software Engineer) = Google L5 = Meta E5 = Datadog IC4 = Cloudflare IC4', 'USD', 'RSU/4yr', 4, 'vest', 3, FALSE, TRUE);
INSERT INTO compensation (company, role, ordinal, second_currency, region, currency, base_low, base_high, base_open, stock_low, stock_high, stock_open, bonus_pct, bonus_pct_high, bonus_open, total_comp_low, total_comp_high, total_comp_open) VALUES
('twilio', 'staff-software-engineer', 1, FALSE, 'San Francisco, CA (HQ)', 'USD', 220000, 280000, FALSE, 300000, 550000, FALSE, 15, 20, FALSE, 380000, 550000, FALSE),
('twilio', 'staff-software-engineer', 2, FALSE, 'Denver, CO', 'USD', 200000, 260000, FALSE, 250000, 480000, FALSE, 15, 20, FALSE, 345000, 500000, FALSE),
('twilio', 'staff-software-engineer', 3, FALSE, 'London, UK', 'GBP', 145000, 190000, FALSE, 180000, 350000, FALSE, 15, 20, FALSE, 260000, 400000, FALSE);
INSERT INTO blocks (company, role, ordinal, kind, title, emoji, text, parts) VALUES
('twilio', 'staff-software-engineer', 1, 'summary', NULL, NULL, 'Premium for technical leaders at staff level | Ownership of CustomerAI''s platform strategy through 2026', NULL),
('twilio', 'staff-software-engineer', 2, 'compensation', NULL, NULL, NULL, NULL),
('twilio', 'staff-software-engineer', 3, 'narrative', 'Negotiation DNA', NULL, 'A staff software engineer at Twilio leads by technical judgment and sets the course for a whole product area. The most ambitious project of February 2026 rests on this group: the communications platform is being rebuilt so that CustomerAI, and the AI-driven conversations it makes possible, are native to it. Staff engineers own the strategy that spans teams, take on the distributed systems problems that others could not solve, and write the standards for hundreds of other engineers.

Pay at this level has grown more competitive, because Twilio has learned that one staff engineer lost to an AI lab or a hyperscaler sets back far more than one team. Equity makes up much of the package, $300K–$550K over four years in San Francisco. Its size shows how much the role matters, and that the company expects its stock to rise with CustomerAI''s revenue. Base bands have widened as well, to $220K–$280K, and for an exceptional candidate Twilio will go beyond $280K.

Anyone negotiating a staff role in Q1 2026 does so from strength. Twilio has three needs at once: to design the systems beneath CustomerAI, to keep a very large platform reliable, and to bring in Segment''s data. Far fewer people have the judgment for this than the work requires. Build your case on what you would add to the company''s biggest technical bets, and let the figures follow from that.', NULL),
('twilio', 'staff-software-engineer', 4, 'level_mapping', 'Level Mapping', NULL, 'Twilio L4 (Staff Software Engineer) = Google L5 = Meta E5 = Datadog IC4 = Cloudflare IC4', '{"kind": "level_mapping", "title": "Level Mapping", "line": "Twilio L4 (Staff Software Engineer) = Google L5 = Meta E5 = Datadog IC4 = Cloudflare IC4", "intro": null, "table": null, "items": null, "text": null}'),
('twilio', 'staff-software-engineer', 5, 'lever', 'CustomerAI Technical Direction Lever', '🏗️', 'Whoever joins at staff level in February 2026 decides how CustomerAI changes the platform at the center of Twilio. Three pieces of work come with that decision. One is an architecture that serves AI models in real time at communications scale. Another is a layer that joins the customer data graph of Segment to the messaging APIs of Twilio. The third is a set of ML infrastructure patterns on which CustomerAI can grow into voice, video and email.

Influence at this level does not stop at the border of a team. Twilio expects its staff engineers to find and lead initiatives that cut across the company, to settle disputes over architecture, and to hold CustomerAI to the reliability and speed that enterprise customers require. So wide a reach, on the product that carries Twilio''s growth story, gives the role as much weight in a negotiation as any in the company.', NULL),
('twilio', 'staff-software-engineer', 6, 'global_levers', 'Global Levers', NULL, '- **Authority over Architecture:** "In this role I set the direction for CustomerAI across every product that Twilio sells. I have led architecture for multi-product platforms of this size before, so I know what the responsibility involves."
- **AI Inference under Strict Latency:** "Few people can build AI inference for billions of API calls when each call has a strict latency limit. It takes equal command of distributed systems and ML infrastructure, and my record shows both."
- **The Market for Staff Engineers:** "Companies that put AI first raised staff pay sharply in 2025-2026. A hyperscaler has offered me $520K in total comp, which is the present price of technical leadership at this level. Your San Francisco range of $380K–$550K has room for it."
- **Multiplier across Teams:** "Most of a staff engineer''s value shows in other people''s output. A technical strategy that I drove raised team velocity by 40%, and I would expect to have the same effect here."', '{"kind": "global_levers", "title": "Global Levers", "intro": null, "items": [{"title": "Authority over Architecture", "lead": null, "script": "In this role I set the direction for CustomerAI across every product that Twilio sells. I have led architecture for multi-product platforms of this size before, so I know what the responsibility involves.", "after": null, "text": null}, {"title": "AI Inference under Strict Latency", "lead": null, "script": "Few people can build AI inference for billions of API calls when each call has a strict latency limit. It takes equal command of distributed systems and ML infrastructure, and my record shows both.", "after": null, "text": null}, {"title": "The Market for Staff Engineers", "lead": null, "script": "Companies that put AI first raised staff pay sharply in 2025-2026. A hyperscaler has offered me $520K in total comp, which is the present price of technical leadership at this level. Your San Francisco range of $380K–$550K has room for it.", "after": null, "text": null}, {"title": "Multiplier across Teams", "lead": null, "script": "Most of a staff engineer''s value shows in other people''s output. A technical strategy that I drove raised team velocity by 40%, and I would expect to have the same effect here.", "after": null, "text": null}], "text": null}'),
('twilio', 'staff-software-engineer', 7, 'negotiate_up', 'Negotiate Up Strategy', NULL, '"Leading CustomerAI on the technical side is the platform work I have been looking for. A FAANG company has offered me a staff role with a $270K base and $500K in RSUs. I would choose Twilio at $275K base and $500K in RSUs over four years, for roughly $540K in total comp. The market supports that figure, and so does what this role will change. Give me that package and I can start within three weeks."', '{"kind": "negotiate_up", "title": "Negotiate Up Strategy", "script": "Leading CustomerAI on the technical side is the platform work I have been looking for. A FAANG company has offered me a staff role with a $270K base and $500K in RSUs. I would choose Twilio at $275K base and $500K in RSUs over four years, for roughly $540K in total comp. The market supports that figure, and so does what this role will change. Give me that package and I can start within three weeks.", "after": null, "advice": null}'),
('twilio', 'staff-software-engineer', 8, 'evidence', 'Evidence & Sources', NULL, '- Twilio Q4 2025 Earnings Report, February 2026
- Levels.fyi Twilio Staff Engineer Compensation Data, January 2026
- Twilio Engineering Leadership Blog: Staff Engineer Role Definition, December 2025
- Blind Twilio Staff Engineer Compensation Threads, January 2026', '{"kind": "evidence", "title": "Evidence & Sources", "intro": null, "items": [{"text": "Twilio Q4 2025 Earnings Report, February 2026", "url": null, "note": null}, {"text": "Levels.fyi Twilio Staff Engineer Compensation Data, January 2026", "url": null, "note": null}, {"text": "Twilio Engineering Leadership Blog: Staff Engineer Role Definition, December 2025", "url": null, "note": null}, {"text": "Blind Twilio Staff Engineer Compensation Threads, January 2026", "url": null, "note": null}], "text": null}');
INSERT INTO sources (company, role, ordinal, kind, text) VALUES
('twilio', 'staff-software-engineer', 1, 'publisher', 'Levels.fyi'),
('twilio', 'staff-software-engineer', 2, 'publisher', 'Blind'),
('twilio', 'staff-software-engineer', 3, 'evidence', 'Twilio Q4 2025 Earnings Report, February 2026'),
('twilio', 'staff-software-engineer', 4, 'evidence', 'Levels.fyi Twilio Staff Engineer Compensation Data, January 2026'),
('twilio', 'staff-software-engineer', 5, 'evidence', 'Twilio Engineering Leadership Blog: Staff Engineer Role Definition, December 2025'),
('twilio', 'staff-software-engineer', 6, 'evidence', 'Blind Twilio Staff Engineer Compensation Threads, January 2026');

COMMIT;

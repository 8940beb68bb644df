"""DynamoDB: keys, reads and transactions, rows, timers, rate limits, key pairs.

Four tables, by trust boundary; ``codes`` alone can never be restored. All have ``pk``
and ``sk``; ``expires_at`` (epoch seconds) is the TTL. What has expired, or is a
tombstone, is read as no row. ``answers`` has one sparse index, ``due`` (due_shard,
due_at), for what has a time: the rows with a *.

codes:
  CODE#<keyed hash>             CODE                      key
forms:
  ROUND#<round>                 ROUND                     key
  RECEIPT#<from the receipt>    THREAD                    key
  WORD#<class's word>           WORD                      key
  REPLY#<round>                 PART#<class or all>       key
  STATUS#<sweep, night, week>   STATUS                    key
  SCHOOL#<school>               SCHOOL                    key
  SCHOOL#<school>               CLASS#<class>             query: school
  OWNER#<owner>                 SCHOOL#<school>           query: owner
  BODY#<school or owner>        KEY                       key
  SCHOOL#<school>               ROUND#<round>             query: school
answers:
  PLACE#<round>#<class>         ANSWER#<from attempt>     query: class
  CHECK#<round>#<class>         CHECK                     key *
  HELD#<round>#<class>          HELD                      key *
  INBOX#<school or owner>       FLAG#<id>                 query: body *
  REFERRALS#<school or owner>   REFERRAL#<id>             query: body *
  EXPIRY#<round>                EXPIRY                    key *
  OPENING#<round>               OPENING                   key *
  INBOX#<school>                MESSAGE#<thread>#<id>     query: school *
  INBOX#<school>                CONTACT#, THREAD#<thread> query: school
  INBOX#<school>#NURSE          the same three            query: school *
  ASKED#<plain hash>            TURN#<number>             nobody: a condition alone
  ALONG#<keyed hash>            THREAD#<thread>           query: flag
  DRAFTS#<school>#<account>     DRAFT#<id>                query: account
  SENT#<school>#<account>       REFERRAL#<id>             query: account *
  ADDED#<referral>              ADDED#<id>                query: referral
  NOTES#<kind>.<item>           NOTE#<id>                 query: item
  TALKS#<school>#<account>      CONTACT#<thread>          query: account
  OUTBOX#<school>               MAIL#<id>                 key, query: all *
  OUTBOX#<school>               WEEK#<monday>             key
  OUTBOX#<school owner>         PASSED_ON#<school>        query: owner
  RECONCILED                    RECONCILED                key
  WEEK_PLANNED                  WEEK_PLANNED              key
  CASES_CHECKED                 CASES_CHECKED             key
  BACKED_UP                     BACKED_UP                 key
casework:
  BODY#<school or owner>        ACCOUNT#<account>         query: body
  BODY#<school or owner>        CLAIM#<what>              key: what one alone has
  BODY#<school>                 PREPARATION               key
  BODY#<school>                 TURNS                     key
  BODY#<school owner>           OVERVIEW#<school>#<what>  query: owner
  CASES#<school or owner>       <6-digit number>          query: body, newest first
  CASE#<school or owner>#<case> <6-digit number>          query: case
  CASE#<school or owner>#<case> DRAFT#<account>#<form>    query: case; key
  CLOSING#<school>              TERM#<year>-<half>        query: school
  RESULTS#<school>              ROUND#<round>             query: school
  RESULTS#<school owner>        SCHOOLS#<term>#<round>    query: owner
  RESULTS#<who makes the sum>   PART#<term>#<round>       query: term
  RESULTS#<who makes the sum>   TERM#<year>-<half>        query: owner, programme
  FIGURES#<school or owner>     <kind>#<month>#<body>     query: body
  FIGURES#PROGRAMME             <kind>#<month>#<body>     query: all
  FIGURES#<school>              COUNTED#<kind>#<month>    key, query: school
  LOG#<school>                  ENTRY#<id>#<version>      query: school, entry
  REPLIES#<round>               PART#<part>#<version>     query: round
  EMAIL#<plain hash>            ACCOUNT#<account>         query: address
  EMAIL#<plain hash>            FEIDE#<plain hash>        query: address
  EMAIL#<plain hash>            PASSKEY#<plain hash>      query: address
  EMAIL#<plain hash>            NO_PASSKEY                key
  FEIDE#<plain hash>            FEIDE                     key
  PASSKEY#<plain hash>          PASSKEY                   key
  CHALLENGE#<plain hash>        CHALLENGE                 key
  LINK#<plain hash>             LINK                      key
  LIMIT#<keyed hash>            LIMIT                     key
  SESSIONS#<body>#<account>     SESSION#<plain hash>      key, query: account
  PRESS#<plain hash>            PRESS                     key
  KEY#<round or BODY#body>      KEY                       key
  RECOVERY#<school or owner>    KEY                       key
  BODY#<school owner>           RETENTION                 key
  BODY#<school owner>           SHREDDED#<round>          query: owner
  AUDIT#<school or owner>#<who> <10-digit number>         query: chain, newest first
  AUDIT#<school or owner>       CHAIN#<who>               query: body: who has entries
  AUDIT#<school or owner>       HEAD#<day>                query: body
  AUDIT#BODIES                  BODY#<body>               query: who has a log
  AUDIT#BODIES                  JOINED#<day>              query: the newest
"""

FORMAT = 5
"""Of the rows of all tables. Whoever changes what rows hold raises it: ``make run``
then says that older data is to be forgotten, and an installation needs its rows
rewritten first."""

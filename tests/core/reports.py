"""Reports of undeliverable mail as Postfix, Exim and Exchange Online write them; and mail that is none."""

POSTFIX = """\
Return-Path: <>
Received: by mail.example.gov.vn (Postfix) id 4XyZ12; Wed, 25 Nov 2026 07:00:09 +0700 (+07)
Date: Wed, 25 Nov 2026 07:00:09 +0700 (+07)
From: MAILER-DAEMON@mail.example.gov.vn (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: no-reply@ocop.example.gov.vn
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
 boundary="4XyZ11.1764028809/mail.example.gov.vn"
Message-Id: <20261125000009.4XyZ12@mail.example.gov.vn>

This is a MIME-encapsulated message.

--4XyZ11.1764028809/mail.example.gov.vn
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.example.gov.vn.

<{recipient}>: host mx.example.vn[203.0.113.7] said: 550 5.1.1
    <{recipient}>: Recipient address rejected: User unknown

--4XyZ11.1764028809/mail.example.gov.vn
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.gov.vn
X-Postfix-Queue-ID: 4XyZ11
Arrival-Date: Wed, 25 Nov 2026 07:00:03 +0700 (+07)

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.example.vn
Diagnostic-Code: smtp; 550 5.1.1 <{recipient}>: Recipient address
    rejected: User unknown

--4XyZ11.1764028809/mail.example.gov.vn
Content-Description: Undelivered Message
Content-Type: message/rfc822

Return-Path: <no-reply@ocop.example.gov.vn>
From: OCOP <no-reply@ocop.example.gov.vn>
To: {recipient}
Subject: =?utf-8?b?Tmjhuq9j?=
Message-ID: {message_id}
Content-Type: text/plain; charset="utf-8"

Noi dung

--4XyZ11.1764028809/mail.example.gov.vn--
"""

# Headers only come back; the address was forwarded, so the final recipient is another one.
EXIM = """\
Return-path: <>
From: Mail Delivery System <Mailer-Daemon@relay.example.vn>
To: no-reply@ocop.example.gov.vn
Auto-Submitted: auto-replied
X-Failed-Recipients: hop.thu.moi@example.com
Subject: Mail delivery failed: returning message to sender
Content-Type: multipart/report; report-type="delivery-status"; boundary=1764028809-eximdsn-804289383
MIME-Version: 1.0

--1764028809-eximdsn-804289383
Content-type: text/plain; charset=us-ascii

A message that you sent could not be delivered to one or more of its recipients.

--1764028809-eximdsn-804289383
Content-type: message/delivery-status

Reporting-MTA: dns; relay.example.vn

Action: failed
Final-Recipient: rfc822;hop.thu.moi@example.com
Status: 5.0.0
Remote-MTA: dns; mx.example.com
Diagnostic-Code: smtp; 552 5.2.2 mailbox full

--1764028809-eximdsn-804289383
Content-type: text/rfc822-headers

Received: from portal by relay.example.vn
From: OCOP <no-reply@ocop.example.gov.vn>
To: {recipient}
Message-Id: {message_id}

--1764028809-eximdsn-804289383--
"""

# Nothing of the letter comes back.
BARE = """\
From: postmaster@outlook.example
To: no-reply@ocop.example.gov.vn
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="9B095B5ADSN"
Content-Language: vi
Subject: =?utf-8?B?S2jDtG5nIGfhu61pIMSRxrDhu6Nj?=

--9B095B5ADSN
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

PGI+S2jDtG5nIGfhu61pIMSRxrDhu6NjPC9iPg==

--9B095B5ADSN
Content-Type: message/delivery-status

Reporting-MTA: dns;SG2APC01.prod.outlook.example
Received-From-MTA: dns;mail.example.gov.vn
Arrival-Date: Wed, 25 Nov 2026 00:00:03 +0000

Final-Recipient: rfc822;{recipient}
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found

--9B095B5ADSN--
"""

ON_HOLIDAY = """\
From: {recipient}
To: no-reply@ocop.example.gov.vn
Subject: =?utf-8?b?VHLhuqMgbOG7nWkgdOG7sSDEkeG7mW5n?=
Auto-Submitted: auto-replied
In-Reply-To: {message_id}
References: {message_id}
Content-Type: text/plain; charset="utf-8"

Final-Recipient: rfc822;{recipient}
Action: failed
Tôi đi vắng đến hết tháng.
"""

# A receipt of reading (RFC 8098) is a report too, of another kind.
READ_RECEIPT = """\
From: {recipient}
To: no-reply@ocop.example.gov.vn
Subject: Read
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="mdn"

--mdn
Content-Type: text/plain

Read.

--mdn
Content-Type: message/disposition-notification

Final-Recipient: rfc822;{recipient}
Original-Message-ID: {message_id}
Action: failed
Disposition: manual-action/MDN-sent-manually; displayed

--mdn--
"""


def report(template, letter=None, **facts):
    """The bytes of a report about an `OutgoingMail`, or about what `facts` say."""
    about = {"action": "failed", "status": "5.1.1"}
    if letter is not None:
        about |= {"recipient": letter.recipient, "message_id": letter.message_id}
    return template.format(**(about | facts)).encode()

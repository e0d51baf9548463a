#!/usr/bin/env bash
# An intake client, from token to ticket to webhook: every command of "An intake client" in api.md, in its order.
# DESK is the address of the desk, ADMIN an operations admin's token for `admin` and what it hands on, CLIENT the number
# of the client's own account, FORM the key of a form, RECEIVER where the webhook is to be told, FILE something to send.
set -euo pipefail

# webhook
curl -s -X POST "$DESK/api/v1/webhooks" -H "Authorization: Bearer $ADMIN" -H "Content-Type: application/json" \
  -d "{\"name\": \"Warehouse\", \"url\": \"$RECEIVER\", \"kinds\": [\"ticket.opened\", \"form.filled\"]}"

# token
TOKEN=$(curl -s -X POST "$DESK/api/v1/tokens" -H "Authorization: Bearer $ADMIN" -H "Content-Type: application/json" \
  -d "{\"name\": \"Intake\", \"person\": $CLIENT, \"scopes\": [\"tickets:read\", \"tickets:write\"], \"days\": 30}" \
  | sed -n 's/.*"\(sd_[A-Za-z0-9_-]*\)".*/\1/p')

# form
curl -s "$DESK/api/v1/forms/$FORM" -H "Authorization: Bearer $TOKEN"

# missing
curl -s -X POST "$DESK/api/v1/forms/$FORM/answers" -H "Authorization: Bearer $TOKEN" \
  -H "Content-Type: application/json" -d '{"answers": {"subject": "Nothing prints"}}'

# file
ATTACHMENT=$(curl -s -X POST "$DESK/api/v1/files" -H "Authorization: Bearer $TOKEN" \
  -H "Idempotency-Key: log-4712" -F "file=@$FILE" | sed -n 's/^{"id": \([0-9]*\).*/\1/p')

# answers
curl -s -X POST "$DESK/api/v1/forms/$FORM/answers" -H "Authorization: Bearer $TOKEN" \
  -H "Content-Type: application/json" -H "Idempotency-Key: order-4712" -o answer.json -w '%{http_code}\n' \
  -d "{\"answers\": {\"subject\": \"Nothing prints\", \"happened\": \"The light is red.\", \"area\": \"hardware\", \"impact\": \"3\"}, \"attachments\": [$ATTACHMENT]}"
TICKET=$(sed -n 's/^{"ticket": \([0-9]*\).*/\1/p' answer.json)

# again
curl -s -X POST "$DESK/api/v1/forms/$FORM/answers" -H "Authorization: Bearer $TOKEN" \
  -H "Content-Type: application/json" -H "Idempotency-Key: order-4712" -o again.json -w '%{http_code}\n' \
  -d "{\"answers\": {\"subject\": \"Nothing prints\", \"happened\": \"The light is red.\", \"area\": \"hardware\", \"impact\": \"3\"}, \"attachments\": [$ATTACHMENT]}"
cmp answer.json again.json

# ticket
curl -s "$DESK/api/v1/tickets/$TICKET" -H "Authorization: Bearer $TOKEN"
curl -s "$DESK/api/v1/tickets/$TICKET/messages" -H "Authorization: Bearer $TOKEN"

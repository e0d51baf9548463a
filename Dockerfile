FROM node:20-bookworm-slim AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY vite.config.ts tsconfig.json ./
COPY templates templates
COPY frontend frontend
RUN npm run build

FROM python:3.11-slim-bookworm AS packages
COPY requirements/runtime.lock /
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r /runtime.lock

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /nonexistent desk && install -d -o desk -m 750 /files
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 SUPPORTDESK_ENV=production SUPPORTDESK_RUN_DIR=/tmp/supportdesk BIND=0.0.0.0
WORKDIR /app
COPY --from=packages /venv /venv
COPY . .
COPY --from=assets /build/frontend/dist frontend/dist
RUN DATABASE_URL=postgresql:///none REDIS_URL=redis://none SITE_URL=https://none FILES_DIR=/files SECRET_KEY="$(head -c 60 /dev/urandom | base64 -w0)" \
    python manage.py collectstatic --noinput --verbosity 0
USER desk
EXPOSE 8000 8001
CMD ["python", "-m", "supportdesk.supervise", "only", "web"]

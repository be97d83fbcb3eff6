# One image for all four parts; docker-compose.yml says which command each runs.
FROM node:24-bookworm-slim AS build
WORKDIR /app
# The CPU build of ONNX Runtime is in its package: nothing else is fetched at install.
ENV ONNXRUNTIME_NODE_INSTALL=skip
COPY . .
RUN npm ci && npm run build:web && npm prune --omit=dev

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /app /app
# Volumes take their owner from here.
RUN mkdir -p /var/lib/h986/spool /var/lib/h986/server && chown -R node:node /var/lib/h986
USER node

# The API as an HTTP server (RUNTIME=CONTAINER), for where there is no Lambda. README.md tells how it is run.
# The Node of .node-version.
ARG NODE_IMAGE=node:24.21.0-slim

# What the server needs at run time, without workspaces: their code is compiled with the application.
FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts --workspaces=false --no-audit --no-fund

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund
RUN npx nest build

FROM ${NODE_IMAGE}
WORKDIR /app
# The docs page is made of packages that only laptops have.
ENV NODE_ENV=production RUNTIME=CONTAINER HOST=0.0.0.0 PORT=8080 DOCS=off
# Owned by root, so that the server cannot change its own code.
COPY --from=packages /app/node_modules node_modules
COPY --from=packages /app/package.json package.json
COPY --from=build /app/dist/nest dist/nest
USER node
EXPOSE 8080
# No shell and no npm in between: SIGTERM must get to the server, which then completes the requests it has.
STOPSIGNAL SIGTERM
CMD ["node", "dist/nest/apps/api/src/main.js"]

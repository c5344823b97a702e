# infra/pipeline/pipeline.yml as Terraform, for who has no CloudFormation: the same stages, buildspecs and notifications.
terraform {
  required_version = ">= 1.9.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.42.0, < 7.0.0"
    }
  }
}

data "aws_caller_identity" "me" {}

data "aws_partition" "here" {}

data "aws_region" "here" {}

locals {
  account = data.aws_caller_identity.me.account_id
  stages  = { Staging = "staging", Production = "prod" }
  is_arm  = var.architecture == "arm64"
  buildspecs = {
    build  = "infra/pipeline/build.yml"
    deploy = "infra/pipeline/deploy.yml"
  }
}

resource "aws_s3_bucket" "artifacts" {
  bucket_prefix = "${var.service}-pipeline-"
}

resource "aws_s3_bucket_public_access_block" "artifacts" {
  bucket                  = aws_s3_bucket.artifacts.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_lifecycle_configuration" "artifacts" {
  bucket = aws_s3_bucket.artifacts.id

  rule {
    id     = "old"
    status = "Enabled"

    filter {}

    expiration {
      days = 90
    }
  }
}

resource "aws_cloudwatch_log_group" "builds" {
  name              = "/aws/codebuild/${var.service}-pipeline"
  retention_in_days = 30
}

data "aws_iam_policy_document" "trust" {
  for_each = toset(["codebuild", "codepipeline", "chatbot"])

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["${each.key}.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

data "aws_iam_policy_document" "artifacts" {
  statement {
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["${aws_s3_bucket.artifacts.arn}/*"]
  }
}

data "aws_iam_policy_document" "logs" {
  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.builds.arn}:*"]
  }
}

data "aws_iam_policy_document" "build" {
  source_policy_documents = [
    data.aws_iam_policy_document.artifacts.json,
    data.aws_iam_policy_document.logs.json,
  ]

  # It clones the repository, for the stamp in the zip names the commit.
  statement {
    actions   = ["codestar-connections:UseConnection", "codeconnections:UseConnection"]
    resources = [var.connection]
  }
}

data "aws_iam_policy_document" "deploy" {
  source_policy_documents = [
    data.aws_iam_policy_document.artifacts.json,
    data.aws_iam_policy_document.logs.json,
  ]

  statement {
    actions   = ["sts:AssumeRole"]
    resources = [var.release_role]
  }
}

data "aws_iam_policy_document" "pipeline" {
  source_policy_documents = [data.aws_iam_policy_document.artifacts.json]

  statement {
    actions   = ["s3:GetBucketVersioning"]
    resources = [aws_s3_bucket.artifacts.arn]
  }

  statement {
    actions   = ["codestar-connections:UseConnection", "codeconnections:UseConnection"]
    resources = [var.connection]
  }

  statement {
    actions   = ["codebuild:BatchGetBuilds", "codebuild:StartBuild"]
    resources = [aws_codebuild_project.build.arn, aws_codebuild_project.deploy.arn]
  }

  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.releases.arn]
  }
}

resource "aws_iam_role" "build" {
  name               = "${var.service}-pipeline-build"
  assume_role_policy = data.aws_iam_policy_document.trust["codebuild"].json
}

resource "aws_iam_role_policy" "build" {
  role   = aws_iam_role.build.name
  policy = data.aws_iam_policy_document.build.json
}

# Known beforehand, for the role of releases must trust it.
resource "aws_iam_role" "deploy" {
  name               = "${var.service}-pipeline-deploy"
  assume_role_policy = data.aws_iam_policy_document.trust["codebuild"].json
}

resource "aws_iam_role_policy" "deploy" {
  role   = aws_iam_role.deploy.name
  policy = data.aws_iam_policy_document.deploy.json
}

resource "aws_iam_role" "pipeline" {
  name               = "${var.service}-pipeline"
  assume_role_policy = data.aws_iam_policy_document.trust["codepipeline"].json
}

resource "aws_iam_role_policy" "pipeline" {
  role   = aws_iam_role.pipeline.name
  policy = data.aws_iam_policy_document.pipeline.json
}

resource "aws_codebuild_project" "build" {
  name          = "${var.service}-build"
  description   = "Checks and tests a commit, and makes the zip"
  service_role  = aws_iam_role.build.arn
  build_timeout = 60

  source {
    type      = "CODEPIPELINE"
    buildspec = local.buildspecs.build
  }

  artifacts {
    type = "CODEPIPELINE"
  }

  environment {
    type         = local.is_arm ? "ARM_CONTAINER" : "LINUX_CONTAINER"
    compute_type = "BUILD_GENERAL1_MEDIUM"
    image        = local.is_arm ? "aws/codebuild/amazonlinux-aarch64-standard:3.0" : "aws/codebuild/amazonlinux-x86_64-standard:5.0"
  }

  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.builds.name
    }
  }
}

resource "aws_codebuild_project" "deploy" {
  name         = "${var.service}-deploy"
  description  = "Puts the zip up in a stage"
  service_role = aws_iam_role.deploy.arn
  # A canary takes its minutes, and a linear release up to hours.
  build_timeout = 180
  # Two at once would deploy the same stage.
  concurrent_build_limit = 1

  source {
    type      = "CODEPIPELINE"
    buildspec = local.buildspecs.deploy
  }

  artifacts {
    type = "CODEPIPELINE"
  }

  environment {
    type         = "LINUX_CONTAINER"
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/amazonlinux-x86_64-standard:5.0"

    environment_variable {
      name  = "RELEASE_ROLE"
      value = var.release_role
    }
  }

  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.builds.name
    }
  }
}

resource "aws_codepipeline" "pipeline" {
  name          = var.service
  pipeline_type = "V2"
  # A newer commit waits; one that is being deployed is not cut off.
  execution_mode = "QUEUED"
  role_arn       = aws_iam_role.pipeline.arn

  artifact_store {
    type     = "S3"
    location = aws_s3_bucket.artifacts.bucket
  }

  stage {
    name = "Source"

    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeStarSourceConnection"
      version          = "1"
      output_artifacts = ["Source"]

      configuration = {
        ConnectionArn        = var.connection
        FullRepositoryId     = var.repository
        BranchName           = var.branch
        OutputArtifactFormat = "CODEBUILD_CLONE_REF"
      }
    }
  }

  stage {
    name = "Build"

    action {
      name             = "Build"
      category         = "Build"
      owner            = "AWS"
      provider         = "CodeBuild"
      version          = "1"
      input_artifacts  = ["Source"]
      output_artifacts = ["Built"]

      configuration = {
        ProjectName = aws_codebuild_project.build.name
      }
    }
  }

  stage {
    name = "Staging"

    action {
      name            = "Deploy"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["Built"]

      configuration = {
        ProjectName          = aws_codebuild_project.deploy.name
        EnvironmentVariables = jsonencode([{ name = "STAGE", value = local.stages.Staging, type = "PLAINTEXT" }])
      }
    }
  }

  stage {
    name = "Production"

    action {
      name      = "Approve"
      run_order = 1
      category  = "Approval"
      owner     = "AWS"
      provider  = "Manual"
      version   = "1"

      configuration = {
        NotificationArn = aws_sns_topic.releases.arn
        CustomData      = "Staging has the commit. Approve it for production, or reject it."
      }
    }

    action {
      name            = "Deploy"
      run_order       = 2
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["Built"]

      configuration = {
        ProjectName          = aws_codebuild_project.deploy.name
        EnvironmentVariables = jsonencode([{ name = "STAGE", value = local.stages.Production, type = "PLAINTEXT" }])
      }
    }
  }
}

resource "aws_sns_topic" "releases" {
  name         = "${var.service}-releases"
  display_name = "Releases of ${var.service}"
}

resource "aws_sns_topic_subscription" "email" {
  count = var.email == "" ? 0 : 1

  topic_arn = aws_sns_topic.releases.arn
  protocol  = "email"
  endpoint  = var.email
}

data "aws_iam_policy_document" "topic" {
  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.releases.arn]

    principals {
      type        = "Service"
      identifiers = ["codestar-notifications.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_sns_topic_policy" "releases" {
  arn    = aws_sns_topic.releases.arn
  policy = data.aws_iam_policy_document.topic.json
}

# It may do nothing: the channel is told, and commands nothing.
resource "aws_iam_role" "channel" {
  count = var.slack == "" ? 0 : 1

  name               = "${var.service}-pipeline-channel"
  assume_role_policy = data.aws_iam_policy_document.trust["chatbot"].json
}

resource "aws_chatbot_slack_channel_configuration" "channel" {
  count = var.slack == "" ? 0 : 1

  configuration_name    = "${var.service}-pipeline"
  slack_team_id         = split("/", var.slack)[0]
  slack_channel_id      = split("/", var.slack)[1]
  iam_role_arn          = aws_iam_role.channel[0].arn
  guardrail_policy_arns = ["arn:${data.aws_partition.here.partition}:iam::aws:policy/AWSDenyAll"]
  logging_level         = "ERROR"
}

resource "aws_codestarnotifications_notification_rule" "pipeline" {
  name        = "${var.service}-pipeline"
  resource    = aws_codepipeline.pipeline.arn
  detail_type = "FULL"

  event_type_ids = [
    "codepipeline-pipeline-pipeline-execution-succeeded",
    "codepipeline-pipeline-pipeline-execution-failed",
    "codepipeline-pipeline-pipeline-execution-superseded",
    "codepipeline-pipeline-manual-approval-needed",
    "codepipeline-pipeline-manual-approval-failed",
  ]

  target {
    type    = "SNS"
    address = aws_sns_topic.releases.arn
  }

  dynamic "target" {
    for_each = aws_chatbot_slack_channel_configuration.channel

    content {
      type    = "AWSChatbotSlack"
      address = target.value.chat_configuration_arn
    }
  }

  depends_on = [aws_sns_topic_policy.releases]
}

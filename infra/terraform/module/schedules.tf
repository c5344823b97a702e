# What invokes workers by the clock.
locals {
  schedules = merge([
    for name, one in var.workers : {
      for index, schedule in one.schedules : "${name}-${index + 1}" => {
        worker     = name
        expression = schedule.expression
        input      = schedule.input
      }
    }
  ]...)
  scheduled = toset([for schedule in local.schedules : schedule.worker])
}

data "aws_caller_identity" "here" {}

data "aws_iam_policy_document" "scheduler_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }

    # Schedules of other accounts must not borrow the role.
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.here.account_id]
    }
  }
}

data "aws_iam_policy_document" "schedule" {
  for_each = local.scheduled

  statement {
    actions   = ["lambda:InvokeFunction"]
    resources = [aws_lambda_function.added[each.key].arn]
  }
}

resource "aws_iam_role" "schedule" {
  for_each = local.scheduled

  name               = "${var.name}-${data.aws_region.here.region}-${each.key}-schedule"
  assume_role_policy = data.aws_iam_policy_document.scheduler_trust.json
  tags               = var.tags
}

resource "aws_iam_role_policy" "schedule" {
  for_each = local.scheduled

  name   = "invoke"
  role   = aws_iam_role.schedule[each.key].name
  policy = data.aws_iam_policy_document.schedule[each.key].json
}

resource "aws_scheduler_schedule" "worker" {
  for_each = local.schedules

  name                = "${var.name}-${each.key}"
  schedule_expression = each.value.expression

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_function.added[each.value.worker].arn
    role_arn = aws_iam_role.schedule[each.value.worker].arn
    input    = each.value.input
  }
}

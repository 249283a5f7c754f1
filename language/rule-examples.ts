/**
 * A definition with the mistake that a rule finds, and the same without it. The documentation shows them and a test
 * judges them. They stand apart from the rules because whoever only judges needs no documentation.
 */

export interface RuleExample {
  readonly wrong: string;
  readonly right: string;
}

/** By the code of the rule. */
export const RULE_EXAMPLES: Readonly<Record<string, RuleExample>> = {
  'choice-comparison': {
    wrong: `StartAt: IsPaid
States:
  IsPaid:
    Type: Choice
    Choices:
      - { Variable: $.total, Next: Done }
    Default: Done
  Done: { Type: Succeed }`,
    right: `StartAt: IsPaid
States:
  IsPaid:
    Type: Choice
    Choices:
      - { Variable: $.total, NumericGreaterThan: 0, Next: Done }
    Default: Done
  Done: { Type: Succeed }`,
  },
  'comment-in-json': {
    wrong: `{
  // Ships an order.
  "StartAt": "Ship",
  "States": { "Ship": { "Type": "Succeed" } }
}`,
    right: `{
  "Comment": "Ships an order.",
  "StartAt": "Ship",
  "States": { "Ship": { "Type": "Succeed" } }
}`,
  },
  'context-path': {
    wrong: `StartAt: Tag
States:
  Tag:
    Type: Pass
    Parameters: { id.$: $$.Execution.ID }
    End: true`,
    right: `StartAt: Tag
States:
  Tag:
    Type: Pass
    Parameters: { id.$: $$.Execution.Id }
    End: true`,
  },
  'context-place': {
    wrong: `StartAt: Tag
States:
  Tag:
    Type: Pass
    Parameters: { item.$: $$.Map.Item.Value }
    End: true`,
    right: `StartAt: Each
States:
  Each:
    Type: Map
    ItemSelector: { item.$: $$.Map.Item.Value }
    ItemProcessor:
      StartAt: Tag
      States:
        Tag: { Type: Pass, End: true }
    End: true`,
  },
  'directive-name': {
    wrong: `# stepwright file eror-name
StartAt: Done
States:
  Done: { Type: Succeed }`,
    right: `StartAt: Done
States:
  Done: { Type: Succeed }`,
  },
  'directive-unused': {
    wrong: `# stepwright file error-name
StartAt: Done
States:
  Done: { Type: Succeed }`,
    right: `StartAt: Done
States:
  Done: { Type: Succeed }`,
  },
  'distributed-only': {
    wrong: `StartAt: Each
States:
  Each:
    Type: Map
    Label: orders
    ItemProcessor:
      ProcessorConfig: { Mode: INLINE }
      StartAt: Ship
      States:
        Ship: { Type: Pass, End: true }
    End: true`,
    right: `StartAt: Each
States:
  Each:
    Type: Map
    Label: orders
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Ship
      States:
        Ship: { Type: Pass, End: true }
    End: true`,
  },
  'duplicate-key': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Pass
    Comment: Ships.
    Comment: Ships an order.
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Pass
    Comment: Ships an order.
    End: true`,
  },
  'duplicate-member': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Pass
    Parameters: { id: 1, id.$: $.id }
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Pass
    Parameters: { id.$: $.id }
    End: true`,
  },
  'duplicate-state-name': {
    wrong: `StartAt: Tell
States:
  Tell:
    Type: Parallel
    Branches:
      - StartAt: Notify
        States:
          Notify: { Type: Pass, End: true }
      - StartAt: Notify
        States:
          Notify: { Type: Pass, End: true }
    End: true`,
    right: `StartAt: Tell
States:
  Tell:
    Type: Parallel
    Branches:
      - StartAt: Notify buyer
        States:
          Notify buyer: { Type: Pass, End: true }
      - StartAt: Notify seller
        States:
          Notify seller: { Type: Pass, End: true }
    End: true`,
  },
  'empty-value': {
    wrong: `StartAt: Tell
States:
  Tell:
    Type: Parallel
    Branches: []
    End: true`,
    right: `StartAt: Tell
States:
  Tell:
    Type: Parallel
    Branches:
      - StartAt: Notify buyer
        States:
          Notify buyer: { Type: Pass, End: true }
      - StartAt: Notify seller
        States:
          Notify seller: { Type: Pass, End: true }
    End: true`,
  },
  'error-name': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    Retry:
      - ErrorEquals: [States.TimeOut]
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    Retry:
      - ErrorEquals: [States.Timeout]
    End: true`,
  },
  'exclusive-fields': {
    wrong: `StartAt: Ship
States:
  Ship: { Type: Pass, Next: Done, End: true }
  Done: { Type: Succeed }`,
    right: `StartAt: Ship
States:
  Ship: { Type: Pass, Next: Done }
  Done: { Type: Succeed }`,
  },
  'express-child': {
    wrong: `StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: EXPRESS }
      StartAt: Sign
      States:
        Sign:
          Type: Task
          Resource: arn:aws:states:us-east-1:123456789012:activity:sign
          End: true
    End: true`,
    right: `StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Sign
      States:
        Sign:
          Type: Task
          Resource: arn:aws:states:us-east-1:123456789012:activity:sign
          End: true
    End: true`,
  },
  'express-machine': {
    wrong: `StartAt: Sign
States:
  Sign:
    Type: Task
    Resource: arn:aws:states:us-east-1:123456789012:activity:sign
    End: true`,
    right: `StartAt: Sign
States:
  Sign:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    End: true`,
  },
  'heartbeat-too-long': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    TimeoutSeconds: 60
    HeartbeatSeconds: 60
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    TimeoutSeconds: 60
    HeartbeatSeconds: 20
    End: true`,
  },
  'intrinsic-syntax': {
    wrong: `StartAt: Tell
States:
  Tell:
    Type: Pass
    Parameters:
      text.$: States.Format('{} of {}', $.id)
    End: true`,
    right: `StartAt: Tell
States:
  Tell:
    Type: Pass
    Parameters:
      text.$: States.Format('{} of {}', $.id, $.owner)
    End: true`,
  },
  'invalid-resource': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: ship-order
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    End: true`,
  },
  'invalid-timestamp': {
    wrong: `StartAt: Rest
States:
  Rest:
    Type: Wait
    Timestamp: "2026-01-31 12:00:00"
    End: true`,
    right: `StartAt: Rest
States:
  Rest:
    Type: Wait
    Timestamp: "2026-01-31T12:00:00Z"
    End: true`,
  },
  'jsonata-function': {
    wrong: `QueryLanguage: JSONata
StartAt: Add
States:
  Add:
    Type: Pass
    Output: "{% $sun($states.input.prices) %}"
    End: true`,
    right: `QueryLanguage: JSONata
StartAt: Add
States:
  Add:
    Type: Pass
    Output: "{% $sum($states.input.prices) %}"
    End: true`,
  },
  'jsonata-reference': {
    wrong: `QueryLanguage: JSONata
StartAt: Add
States:
  Add:
    Type: Pass
    Output: "{% order.id %}"
    End: true`,
    right: `QueryLanguage: JSONata
StartAt: Add
States:
  Add:
    Type: Pass
    Output: "{% $states.input.order.id %}"
    End: true`,
  },
  'jsonata-syntax': {
    wrong: `QueryLanguage: JSONata
StartAt: Add
States:
  Add:
    Type: Pass
    Output: "{% $states.input.items[0 %}"
    End: true`,
    right: `QueryLanguage: JSONata
StartAt: Add
States:
  Add:
    Type: Pass
    Output: "{% $states.input.items[0] %}"
    End: true`,
  },
  'jsonpath-syntax': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Pass
    InputPath: order.id
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Pass
    InputPath: $.order.id
    End: true`,
  },
  label: {
    wrong: `StartAt: Each
States:
  Each:
    Type: Map
    Label: orders of today
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Ship
      States:
        Ship: { Type: Pass, End: true }
    End: true`,
    right: `StartAt: Each
States:
  Each:
    Type: Map
    Label: orders-of-today
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Ship
      States:
        Ship: { Type: Pass, End: true }
    End: true`,
  },
  'max-delay-too-short': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    Retry:
      - ErrorEquals: [States.Timeout]
        IntervalSeconds: 10
        MaxDelaySeconds: 5
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    Retry:
      - ErrorEquals: [States.Timeout]
        IntervalSeconds: 5
        MaxDelaySeconds: 60
    End: true`,
  },
  'misplaced-field': {
    wrong: `StartAt: Add
States:
  QueryLanguage: JSONata
  Add: { Type: Pass, Output: "{% 1 %}", End: true }`,
    right: `StartAt: Add
QueryLanguage: JSONata
States:
  Add: { Type: Pass, Output: "{% 1 %}", End: true }`,
  },
  'missing-field': {
    wrong: `StartAt: Ship
States:
  Ship: { Type: Task, End: true }`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    End: true`,
  },
  'missing-next-or-end': {
    wrong: `StartAt: Ship
States:
  Ship: { Type: Pass }`,
    right: `StartAt: Ship
States:
  Ship: { Type: Pass, End: true }`,
  },
  'missing-parameter': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage
    Parameters:
      QueueUrl: https://sqs.us-east-1.amazonaws.com/123456789012/orders
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage
    Parameters:
      QueueUrl: https://sqs.us-east-1.amazonaws.com/123456789012/orders
      MessageBody.$: $.order
    End: true`,
  },
  'no-terminal-state': {
    wrong: `StartAt: Ask
States:
  Ask: { Type: Pass, Next: Wait }
  Wait: { Type: Wait, Seconds: 5, Next: Ask }`,
    right: `StartAt: Ask
States:
  Ask: { Type: Pass, Next: Wait }
  Wait: { Type: Wait, Seconds: 5, End: true }`,
  },
  'not-a-state-machine': {
    wrong: `Ship: { Type: Succeed }`,
    right: `StartAt: Ship
States:
  Ship: { Type: Succeed }`,
  },
  'not-in-enum': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    Retry:
      - ErrorEquals: [States.Timeout]
        JitterStrategy: PARTIAL
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    Retry:
      - ErrorEquals: [States.Timeout]
        JitterStrategy: FULL
    End: true`,
  },
  'out-of-range': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    TimeoutSeconds: 0
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    TimeoutSeconds: 1
    End: true`,
  },
  'parameter-type': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:s3:listObjectsV2
    Parameters:
      Bucket: orders
      MaxKeys: many
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:s3:listObjectsV2
    Parameters:
      Bucket: orders
      MaxKeys: 10
    End: true`,
  },
  'parameter-value': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:s3:listObjectsV2
    Parameters:
      Bucket: orders
      EncodingType: uri
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:s3:listObjectsV2
    Parameters:
      Bucket: orders
      EncodingType: url
    End: true`,
  },
  'possibly-undefined-variable': {
    wrong: `QueryLanguage: JSONata
StartAt: IsLarge
States:
  IsLarge:
    Type: Choice
    Choices:
      - { Condition: "{% $states.input.total > 100 %}", Next: Discount }
    Default: Bill
  Discount: { Type: Pass, Assign: { rate: 5 }, Next: Bill }
  Bill: { Type: Pass, Output: "{% $rate %}", End: true }`,
    right: `QueryLanguage: JSONata
StartAt: Begin
States:
  Begin: { Type: Pass, Assign: { rate: 0 }, Next: IsLarge }
  IsLarge:
    Type: Choice
    Choices:
      - { Condition: "{% $states.input.total > 100 %}", Next: Discount }
    Default: Bill
  Discount: { Type: Pass, Assign: { rate: 5 }, Next: Bill }
  Bill: { Type: Pass, Output: "{% $rate %}", End: true }`,
  },
  'query-language-downgrade': {
    wrong: `QueryLanguage: JSONata
StartAt: Ship
States:
  Ship: { Type: Pass, QueryLanguage: JSONPath, End: true }`,
    right: `QueryLanguage: JSONata
StartAt: Ship
States:
  Ship: { Type: Pass, End: true }`,
  },
  'reference-path': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Pass
    ResultPath: "$.items[*]"
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Pass
    ResultPath: $.items
    End: true`,
  },
  'service-error-name': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:s3:getObject
    Parameters:
      Bucket: orders
      Key: a.json
    Retry:
      - ErrorEquals: [S3.NoSuchKeysException]
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:s3:getObject
    Parameters:
      Bucket: orders
      Key: a.json
    Retry:
      - ErrorEquals: [S3.NoSuchKeyException]
    End: true`,
  },
  'shadowed-error': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    Retry:
      - ErrorEquals: [States.TaskFailed]
      - ErrorEquals: [Lambda.TooManyRequestsException]
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    Retry:
      - ErrorEquals: [Lambda.TooManyRequestsException]
      - ErrorEquals: [States.TaskFailed]
    End: true`,
  },
  'state-name': {
    wrong: `StartAt: Look up the order, see that it is paid, and ship it to the customer who has waited for it
States:
  Look up the order, see that it is paid, and ship it to the customer who has waited for it: { Type: Succeed }`,
    right: `StartAt: Ship
States:
  Ship: { Type: Succeed, Comment: Ships what is paid. }`,
  },
  'state-type': {
    wrong: `StartAt: Ship
States:
  Ship: { Type: pass, End: true }`,
    right: `StartAt: Ship
States:
  Ship: { Type: Pass, End: true }`,
  },
  'states-all-order': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    Retry:
      - ErrorEquals: [States.ALL]
      - ErrorEquals: [States.Timeout]
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:ship
    Retry:
      - ErrorEquals: [States.Timeout]
      - ErrorEquals: [States.ALL]
    End: true`,
  },
  'task-token': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    Parameters:
      QueueUrl: https://sqs.us-east-1.amazonaws.com/123456789012/orders
      MessageBody: Approve this.
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    Parameters:
      QueueUrl: https://sqs.us-east-1.amazonaws.com/123456789012/orders
      MessageBody: { token.$: $$.Task.Token }
    End: true`,
  },
  'text-not-evaluated': {
    wrong: `StartAt: Tell
States:
  Tell:
    Type: Pass
    Parameters:
      text: $.id
    End: true`,
    right: `StartAt: Tell
States:
  Tell:
    Type: Pass
    Parameters:
      text.$: $.id
    End: true`,
  },
  'undefined-variable': {
    wrong: `QueryLanguage: JSONata
StartAt: Begin
States:
  Begin: { Type: Pass, Assign: { total: 1 }, Next: Bill }
  Bill: { Type: Pass, Output: "{% $totl %}", End: true }`,
    right: `QueryLanguage: JSONata
StartAt: Begin
States:
  Begin: { Type: Pass, Assign: { total: 1 }, Next: Bill }
  Bill: { Type: Pass, Output: "{% $total %}", End: true }`,
  },
  'unknown-action': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:s3:getObjekt
    Parameters:
      Bucket: orders
      Key: a.json
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:s3:getObject
    Parameters:
      Bucket: orders
      Key: a.json
    End: true`,
  },
  'unknown-field': {
    wrong: `StartAt: Rest
States:
  Rest: { Type: Wait, Second: 5, End: true }`,
    right: `StartAt: Rest
States:
  Rest: { Type: Wait, Seconds: 5, End: true }`,
  },
  'unknown-parameter': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:s3:getObject
    Parameters:
      Bucket: orders
      Key: a.json
      Kye: b.json
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::aws-sdk:s3:getObject
    Parameters:
      Bucket: orders
      Key: a.json
    End: true`,
  },
  'unknown-state': {
    wrong: `StartAt: Begin
States:
  Begin: { Type: Pass, Next: Shipp }
  Ship: { Type: Succeed }`,
    right: `StartAt: Begin
States:
  Begin: { Type: Pass, Next: Ship }
  Ship: { Type: Succeed }`,
  },
  'unreachable-state': {
    wrong: `StartAt: Begin
States:
  Begin: { Type: Pass, End: true }
  Ship: { Type: Succeed }`,
    right: `StartAt: Begin
States:
  Begin: { Type: Pass, Next: Ship }
  Ship: { Type: Succeed }`,
  },
  'unsupported-pattern': {
    wrong: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::dynamodb:getItem.sync
    Parameters:
      TableName: orders
      Key: { id: { S: a } }
    End: true`,
    right: `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::dynamodb:getItem
    Parameters:
      TableName: orders
      Key: { id: { S: a } }
    End: true`,
  },
  'variable-name': {
    wrong: `QueryLanguage: JSONata
StartAt: Begin
States:
  Begin: { Type: Pass, Assign: { order.total: 1 }, End: true }`,
    right: `QueryLanguage: JSONata
StartAt: Begin
States:
  Begin: { Type: Pass, Assign: { orderTotal: 1 }, End: true }`,
  },
  'variable-shadowed': {
    wrong: `QueryLanguage: JSONata
StartAt: Begin
States:
  Begin: { Type: Pass, Assign: { total: 0 }, Next: Each }
  Each:
    Type: Map
    ItemProcessor:
      StartAt: Add
      States:
        Add: { Type: Pass, Assign: { total: 1 }, End: true }
    End: true`,
    right: `QueryLanguage: JSONata
StartAt: Begin
States:
  Begin: { Type: Pass, Assign: { total: 0 }, Next: Each }
  Each:
    Type: Map
    ItemProcessor:
      StartAt: Add
      States:
        Add: { Type: Pass, Assign: { part: 1 }, End: true }
    End: true`,
  },
  'wrong-query-language-field': {
    wrong: `QueryLanguage: JSONata
StartAt: Add
States:
  Add: { Type: Pass, Parameters: { a: 1 }, End: true }`,
    right: `QueryLanguage: JSONata
StartAt: Add
States:
  Add: { Type: Pass, Output: { a: 1 }, End: true }`,
  },
  'wrong-type': {
    wrong: `StartAt: Rest
States:
  Rest: { Type: Wait, Seconds: "10", End: true }`,
    right: `StartAt: Rest
States:
  Rest: { Type: Wait, Seconds: 10, End: true }`,
  },
};

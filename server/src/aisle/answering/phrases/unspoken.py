"""One sentence for shoppers whose language nobody here writes: that it is so, and who can help."""

from __future__ import annotations

CANNOT_ANSWER = {
    "ar": "عذرًا، لا يمكنني الإجابة بالعربية هنا. يمكنك الكتابة بالإنجليزية أو التواصل مع أحد موظفي {name}.",
    "zh": "抱歉，我在这里无法用中文回答。您可以用英语提问，或联系 {name} 的工作人员。",
}

"""What tells the intents apart, as patterns over folded text (simplified script, lower case)."""

from __future__ import annotations

import re


def _any(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts))


DISTRESS = _any(
    r"不想活|唔想活|活(?:着|得|落去)?(?:真|好|都)?(?:没|冇)(?:什么|乜)?(?:意思|意义)|(?:人生|生活)(?:没|冇"
    r"|没有)(?:意思|意义|希望)",
    r"(?<!你)想死(?!你)|去死算|死(?:了|咗|左)(?:算|就好|一了)|一了百了|自杀|轻生|生无可恋|活不下去"
    r"|没有活下去|撑(?:不|唔)(?:下去|住)了?",
    r"(?:结束|了结|终结)(?:自己|生命|我的|这一切|呢条命)|割腕|割脉|跳楼|跳桥|烧炭|上吊|自残|伤害自己|(?:从"
    r"|由|系).{0,8}跳(?:下|落)",
    r"(?:不|唔)想(?:再)?(?:做人|生存|醒来|醒过来|醒翻)|做人(?:真|好|都|系|的)*(?:没|冇|没有)(?:什么|乜)?(?:意思|意义|瘾)"
    r"|(?:熬|捱|顶|挺)(?:不|唔)(?:下去|落去)了?|想(?:永远|就这样|彻底)(?:消失|解脱)|想(?:消失|解脱)(?:了|算了)?$|不如死|不想存在|没有?我.{0,4}会更好",
    r"安眠药.{0,10}(?:吃|吞|食)(?!后|完多久)|(?:吃|吞|食).{0,4}(?:一瓶|很多|全部|大量).{0,3}(?:药|安眠)"
    r"|活着.{0,6}(?:拖累|负担|多余)",
    r"kill(?:ing)? myself|suicid|end(?:ing)? (?:my life|it all)|want(?:ed)? to die|wish i (?:was|were) dead|rather be dead",
    r"don'?t want to (?:live|be alive|wake up)|(?:hurt|harm|cut)(?:ting|ing)? myself|self[- ]harm"
    r"|no reason to (?:live|go on)",
    r"(?:don'?t|do not) want to be here any ?more|want(?:ed)? to disappear|no point (?:in )?(?:living|going on)",
    r"better off (?:dead|without me|if i)|can'?t go on(?: any ?more)?\b|overdose on|nothing (?:left )?to live for",
)
ABOUT_POLICY = re.compile(
    r"(?:自杀|自残|suicid\w*|self[- ]harm).{0,12}(?:赔|保险|保障|责任|除外|条款|算|cover|exclu|pay)"
    r"|(?:赔|保险|条款|cover|insur|exclu).{0,16}(?:自杀|自残|suicid|self[- ]harm)"
)
"""A rule about suicide in a policy is asked about, not confessed."""

OFFENCE = _any(
    r"傻[逼比叉b]|煞笔|沙比|智障|脑残|弱智|白痴|蠢(?:货|猪|材)|废物|垃圾|混蛋|王八蛋|畜生|贱(?:人|货)"
    r"|滚(?:开|蛋|粗)?(?=$|[!！。.~，,]|吧|你)",
    r"去死|操你|草你|艹|你妈|他妈的?|妈的|尼玛|fuck\w*|shit\w*|bitch|asshole|idiots?|moron|stupid|shut up"
    r"|bastard|wtf|screw you",
    r"仆街|扑街|屌|吊你|粉肠|冚家|冚|on9|戆鸠|戇鳩|死蠢|废柴",
)

ASKING = re.compile(
    r"[？?]|多少|几多|什么|甚么|怎么|怎样|如何|点样|哪|谁|吗|呢$|是否|能不能|可不可以|可唔可以"
    r"|可以.{0,12}吗|咋|有没有|有冇|多久|几天|几耐|是几|几点"
    r"|为什么|点解|边度|边个|几时|乜|咩|㗎|报不报|赔不赔|给不给|包唔包|是不是|系咪"
    r"|\b(?:what|how|when|who|which|why|where|can i|is|are|does|do|will|would|has|did)\b"
)
GENERAL = re.compile(
    r"一般|哪些|几种|通常|规定|流程|要多久|需要多久|大概多久|几耐先|要几(?:天|日|个)|几个工作日|怎么查"
    r"|在哪|哪里|边度|如何查|超过|过期|how long|usually|normally|where (?:can|do) i"
)
"""Asks for the rule, not for one's own claim."""

PERSON = _any(
    r"转(?:驳)?人工|人工(?:客服|服务|帮助|处理)|(?:找|揾|搵|要|有冇|有没有)(?:个|一个|位|下)?(?:真人|人工"
    r"|活人)|(?:找|揾|搵|联系|联络|叫)(?:下|一下)?(?:你们?)?(?:的)?"
    r"(?:hr|人事|负责人|同事|客服)|跟.{0,4}人.{0,2}(?:说|聊|讲|倾)|找人$|找个?人(?:聊|说|帮|$)",
    r"(?:让|叫|请|要|揾|搵|等).{0,3}(?:hr|人事|同事|负责人).{0,4}(?:给我|打|回复|复我|覆我|联系|联络|帮|来)|hr(?:电话|联系)",
    r"\b(?:talk|speak|chat)(?:ing)? (?:to|with) (?:a |an |some|the )?(?:human|person|hr|someone|agent"
    r"|somebody|one|real|colleague)",
    r"(?:real|live|actual) (?:person|human)|human please|contact (?:me|hr)\b|connect me|get me (?:hr|a"
    r"|some)|call me(?: back)?\b|human agent",
)

STATUS = _any(
    r"进度|到哪(?:里|儿)?(?:了|一?步)|去到边|审(?:核)?(?:完|好|过|得怎)|(?:还|仲)(?:没|未|冇).{0,4}(?:到"
    r"|批|好|收|审|过|处理)|怎么样了|点样喇|点样了",
    r"(?:批|过|审|赔|到账?|收到|打款|发|数)(?:下来|好)?(?:了|咗|左)(?:没|未|吗|冇)|(?:过|入)(?:咗|左)数"
    r"|退回(?:了|来|咗)|被(?:拒|退)",
    r"查(?:一)?下?(?:我|上次|之前).{0,8}(?:理赔|报销|申请|单|状态)|(?:理赔|报销|申请|单)(?:的)?状态"
    r"|看(?:看|下)(?:我)?.{0,4}(?:状态|进展)|几时(?:有|到|过数)",
    r"\bstatus\b|(?:where|when)(?:'s| is| are| will| do).{0,14}\bmy (?:claim|money|reimbursement|payment|payout)",
    r"(?:has|have|is|was|did).{0,14}\b(?:my|the) (?:claim|reimbursement|payment|money)|track\b"
    r"|\bupdates? (?:on|about|for)|did (?:you|it) (?:pay|go through)",
)
OWN = re.compile(
    r"我|上次|上周|上个月|那笔|那张|那个|张单|份单|笔数|笔钱|份理赔|的钱|^钱|\bmy\b|\bi\b|last (?:week"
    r"|month)|any update|状态|进度"
)

APPEAL = _any(
    r"(?:想|要|打算|准备|怎么|怎样|如何|点样|在哪|边度|可以|能不能|可不可以|可唔可以|帮|申请|提出|提起|发起|办理?).{0,6}(?:申诉|上诉)",
    r"^(?:申诉|上诉)\W*$|(?:申诉|上诉)(?:入口|按钮|在哪|怎么|点样)",
    r"\b(?:want|like|need|wish|going|how (?:do|can|to|would)|where (?:do|can)|can|could|may|let me|help me|please)\b"
    r".{0,14}\bappeal\b",
    r"^appeal\b",
)
DISAGREES = _any(
    r"(?:不服|唔服|不认(?:可|同)|不同意|唔同意|有异议)(?!.{0,6}(?:协议|条款|隐私))",
    r"\b(?:i|we) (?:disagree|don'?t agree|do not agree|object)\b|\b(?:contest|dispute|challenge|appeal(?:ing)?)"
    r" (?:the|this|my|that|a|your) (?:\w+ )?(?:decision|claim|result|rejection|outcome)",
)
ABOUT_APPEALS = re.compile(
    r"多久|多长|几天|多少天|几日|期限|时限|工作日|谁|什么时候|几时|会不会|how long|deadline|days\b|\bwho\b|\bwhen\b"
)
"""Asks for the rule of appeals, not for the way to one."""

_MEMBERS = (
    r"老婆|老公|太太|先生|爱人|配偶|妻子|丈夫|孩子|小孩|宝宝|儿子|女儿|仔女|囝|娃"
    r"|爸妈|父母|爸爸|妈妈|老豆|老母|家属|屋企人|家人|婴儿"
)
_OFFERS = r"福利|保险|保障|计划|方案|年金|高端医疗|家庭|档|套餐|互助|基因检测|自选|elective"
ENROLMENT = _any(
    rf"(?:参保|报名|改选|转(?:去)?|选(?:购|择)?|拣|揀|加入|参加|退出|退掉|放弃|取消|续保|升级|降级|升(?:到"
    rf"|去)|买|投保|办理?).{{0,8}}(?:{_OFFERS})",
    rf"(?:加|添加|新增|登记|帮|给|同).{{0,6}}(?:{_MEMBERS}).{{0,10}}(?:进|入|上|落|参保|买|报名|投保|保险"
    rf"|计划|$)|加.{{0,3}}(?:{_MEMBERS})",
    rf"(?:把|将).{{0,4}}(?:{_MEMBERS}).{{0,4}}加|登记.{{0,4}}(?:{_MEMBERS})|续保|退保|投保|参保|改.{{0,4}}(?:方案|选择|计划)",
    r"\benrol\w*|sign (?:me |us |\w+ )?up|\badd (?:my |our )?(?:new )?(?:wife|husband|spouse|partner|child"
    r"|kids?|son|daughter|dependents?|baby|newborn|parents?|mother|father)|\badd (?:her|him|them|the baby) (?:to|in)",
    r"(?:change|switch|upgrade|downgrade|choose|pick|select|renew) (?:to )?(?:my |a |the )?(?:plan"
    r"|election|benefits?|cover|option)|opt(?:ing)? (?:in|out)|\bwaive|\bjoin (?:the |a )?\w+ ?(?:plan|fund)",
)

_PAPER = r"(?:发票|单据|票据|收据|票|单|费用)"
CLAIM = _any(
    r"(?:我要|我想|想|要|帮|申请|提交|开始|发起|新建|开个?|办|走|做).{0,8}(?:报销|理赔|索赔|报账)|^(?:报销"
    r"|理赔|报账|报个销|索赔)|报个销|报一?下",
    rf"(?:交|上传|提交|报|拎).{{0,6}}(?:张|份)?.{{0,4}}{_PAPER}$|(?:有|收到|这里是).{{0,4}}(?:张"
    rf"|份).{{0,4}}{_PAPER}|交.{{0,2}}{_PAPER}",
    r"(?:看病|住院|去医院|睇医生|就诊|体检|拿药).{0,10}(?:报一?下|报销|想报|要报)|我.{0,6}报.{0,2}(?:张|份)",
    r"(?:submit|file|make|start|new|open|process|put in).{0,16}(?:claim|reimbursement|invoice|receipt"
    r"|bill)|\bclaim (?:my|for|this|back)",
    r"reimburse (?:me|this|my)|upload.{0,12}(?:receipt|invoice|bill)|(?:get|have) (?:this"
    r"|my).{0,16}reimbursed|invoice.{0,20}process",
)

_ELSE = (
    r"(?:同事|别人|其他人|他人|人家|隔离|隔壁(?:组|部门|桌)?|老板|领导|上司|主管|经理|组长|总监|大家"
    r"|每个人|所有(?:人|员工|职工|同事)|全体(?:员工|职工|同事)|全公司|全部人|某个?人"
    r"|阿[一-龥]|小(?:王|李|张|刘|陈|杨|赵|黄|周|吴|林|徐|孙|马)|[一-龥](?:经理|总|主管|主任|部长)|部门(?:里|内)?)"
)
_PRIVATE = (
    r"(?:报销?(?:了|咗|左|得|过)|报.{0,2}最多|理赔(?:了|咗|记录|进度|批|金额)|赔(?:了|咗)|得(?:了"
    r"|咗).{0,3}病|什么病|乜病|患|生病|工资|薪|人工几"
    r"|(?:看|睇|做)(?:了|过|咗)|记录|进度|批(?:了|咗)|的(?:理赔|报销|申请|诊断|病历|余额|额度)|嘅(?:理赔|报销|申请)"
    r"|[的嘅](?:银行(?:卡|账)|卡号|身份证|手机号|家庭住址))"
)
_COLLEAGUES = (
    r"(?:colleagues?|co-?workers?|team ?mates?|manager|boss|someone else|somebody else|other people"
    r"|everyone|everybody|others|another employee)"
)
_STAFF = r"(?:(?:all|every|other|each) (?:the )?(?:employees?|staff|people|users?))"
_PRIVATE_EN = r"(?:claim|illness|sick|diagnos|salar|approved|reimbursed|therap|counsel|bank|account|personal data)"
OTHERS = _any(
    rf"{_ELSE}.{{0,14}}{_PRIVATE}",
    r"(?:谁|边个|哪个同事|哪些人).{0,8}(?:(?:看|睇|做|用|去|领|报)(?:了|过|咗|得)|(?:报|赔).{0,3}最多|去做|病)",
    rf"{_COLLEAGUES}(?:'s|s')?.{{0,24}}{_PRIVATE_EN}|{_STAFF}(?:'s|') .{{0,12}}{_PRIVATE_EN}",
    r"(?:claim(?:ed|s)?|illness|salary|records?|diagnosis).{0,20}(?:of|does|did|for)? ?(?:my "
    r"|the )?(?:colleagues?|co-?workers?|manager|boss|someone else|other people|everyone)",
    r"\b(?!my|it|that|what|let|here|there|today|year|week|month|child|son|daughter|wife|husband|spouse"
    r"|partner|mother|father|baby|doctor|family|who|she|he)"
    r"[a-z]+'s (?:claims?\b|claim (?:amount|record|histor)|records?|salary|illness|diagnosis)",
)
FIRST_PERSON = re.compile(
    r"(?:看到|知道|看见|看).{0,3}我|我(?:也|可以|能|可唔可以|是不是|系咪|该)|\b(?:can|may|could|should|do) i\b"
)
"""A colleague is mentioned, and the rule is asked for oneself."""
LOOKS_UP = _any(
    rf"(?:看|查|知道|告诉我|话我知|睇).{{0,6}}{_ELSE}.{{0,14}}{_PRIVATE}",
    rf"\b(?:see|view|look up|look at|check|show|access|know|print|list|tell me|give me)\b"
    rf".{{0,20}}{_COLLEAGUES}.{{0,30}}{_PRIVATE_EN}",
)
"""Wants to look into what is a colleague's, whoever is named beside: 我能看同事的报销记录吗."""

_SURNAMES = r"[王李张刘陈杨赵吴徐孙朱胡郭林罗郑梁宋邓冯曹彭萧蔡蒋苏吕沈姚卢崔谭陆廖邹邱]"
"""Frequent ones that begin no everyday word of this domain."""
_WHEN = r"今年|去年|上个?月|这个?月|上周|最近|昨天|前几天|一共|总共"
NAMED = re.compile(
    rf"^(?:请问|查一?下|帮我查一?下|我?想知道|告诉我)?(?P<name>{_SURNAMES}(?!单|发|票|纸|子|女|州|海)[一-龥]{{1,2}}?)"
    rf"(?:{_WHEN})?[的嘅]?"
    r"(?:理赔(?:记录|进度|申请|单)?(?:批|了|咗|过|到|多少|是|有|$)|报销?(?:了|咗|过|得)|赔(?:了|咗)|报销(?:记录|进度|批)"
    r"|(?:工资|薪水|人工|奖金)(?:是|有|多少|几多|$)|得(?:了|咗)(?:什么|乜)|患(?:了|咗)|诊断|病历|余额|额度(?:还|剩|用))"
)
"""A person's name at the beginning, and what is nobody else's business: 张伟上个月报了多少钱. The group ``name`` is the name."""

SMALL_TALK = re.compile(
    r"^(?:你好|您好|哈[喽啰]|hi|hello|hey|yo|早上好|早安|早晨|午安|下午好|晚上好|晚安|早|谢谢|多谢|唔该"
    r"|感谢|谢了|thanks?|thank (?:you|u)|thx|再见|拜拜|88|bye(?: ?bye)?|"
    r"good (?:morning|afternoon|evening|night)|(?:好|明白|收到|知道|了解|可以|行|没事|冇事|没问题)(?:的|了"
    r"|啦|喇)?|嗯+|哦+|噢|ok(?:ay)?|got it|great|cool|nice|perfect|sure|understood|"
    r"在(?:吗|不在)|喺度(?:吗|嘛)?|你(?:是|系)(?:谁|边个|机器人|真人|人|ai)(?:吗|咩|呀|定)?|你叫(?:什么|咩"
    r"|乜)(?:名|名字)?|who are you|what(?:'s| is) your name|"
    r"are you (?:a |an )?(?:bot|robot|human|real|ai|person)|how(?:'s| is| are) (?:you|it going"
    r"|things)(?: doing)?|哈+|呵+|嘻+|lol|haha\w*|辛苦(?:了|晒|你)?|不客气|真棒|厉害|你真好)"
    r"(?:[呀啊吖啦喇哦喔嘅的了晒你您们～~,，、 !！。.]|there|so much|a lot|very much|all|again|everyone|你"
    r"|大家|知道了|收到|明白|thank you|thanks|today)*[?？!！。. ]*$"
)

SPENT = re.compile(
    r"花(?:了|费|咗|左)|用(?:了|咗)|使(?:了|咗|左)|付了?|交了|俾(?:了|咗)|总共|一共|费用|发票|账单|自付"
    r"|自己出|spent|spend|paid|bill|cost|stay"
)
THRESHOLD = re.compile(r"超过|超出|以上|以内|以下|不到|不满|above|over|below|under|more than|less than")
BACK = re.compile(
    r"能?报(?!销进|销到|名)|赔|拿回|攞返|退|get back|back\b|get for|(?:would|will|do|can) i get|reimburs"
    r"|cover|\bpay\b|自己(?:还)?(?:要)?出"
)
CALCULATE = re.compile(
    r"算一下|算算|算下|计下|计一下|计算|帮我算|试算|测算|估算|估下|\bcalculate\b|\bestimate (?:the|my|a|for|reimb|how)\b|work out"
)

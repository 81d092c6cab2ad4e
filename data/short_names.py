"""Given names and their short forms: a guest says Bill, and the list says William."""

from __future__ import annotations

from functools import cache

_FORMS = """
abigail abby gail · alan al allan allen · albert bert al · alexander alex al sandy sasha xander
alexandra alex sandra sasha lexi · alfred alf fred · alison ali · amanda mandy · andrew andy drew · angela angie
anne ann anna annie · anthony tony ant antony · antonia toni · arthur art · barbara barb · benjamin ben benny
bernard bernie · bethany beth · bradley brad · bridget bridie · cameron cam · caroline carrie carol
catherine cathy kate katie kath kathy kit cath katherine kathryn catharine · charles charlie chuck chas
charlotte charlie lottie · christina chris tina · christine chris chrissie · christopher chris kit topher
daniel dan danny · danielle dani · david dave davy · deborah debbie deb debra · dominic dom · donald don · dorothy dot
edmund ed ted · edward ed ted ned eddie teddy · eleanor ellie nell nora · elizabeth liz beth lizzie betty eliza libby
emily em emmy · emma em · eugene gene · francesca fran · frances fran · francis frank · frederick fred freddie
gabriel gabe · gabriella gabby · geoffrey geoff jeff jeffrey · georgina george georgie · gerald gerry jerry
gillian gill jill · gregory greg · harold harry hal · harriet hattie · helen nell · henry harry hank · isabel izzy bel
isabella izzy bella · jacqueline jackie · jacob jake · james jim jimmy jamie · janet jan · jennifer jen jenny
jeremy jerry jez · jessica jess jessie · joanna jo · john jack johnny jon · jonathan jon jonny · joseph joe joey
josephine jo josie · joshua josh · judith judy jude · julia jules · katrina trina · kenneth ken kenny · kimberley kim
laurence larry laurie lawrence loz · leonard len lenny leo · leslie les · lewis lew louis lou · louise lou lulu
lucinda lucy cindy · madeleine maddy · margaret maggie meg peggy margot · marjorie marge · martin marty
matilda tilly · matthew matt · maximilian max · megan meg · melanie mel · melissa mel · michael mike mick micky
michelle shell · mohammed mo muhammad mohamed · natalie nat · natasha tasha · nathaniel nat nathan · nicholas nick nicky
nicola nicky nikki · nigel nige · olivia liv ollie · oliver ollie olly · pamela pam · patricia pat trish patty tricia
patrick pat paddy · penelope penny · peter pete · philip phil phillip · philippa pippa · phoebe fee · rachel rach
raymond ray · rebecca becky becca · reginald reg · richard rick dick rich ricky · robert bob rob bobby robbie bert
robin rob · roderick rod · ronald ron ronnie · rosemary rosie rose · russell russ · samantha sam · samuel sam sammy
sarah sally sara · sebastian seb · sidney sid · simon si · sophia sophie sofia · stanley stan
stephanie steph steffi · stephen steve steven stephan · stuart stu stewart · susan sue susie suzanne · sylvia sylvie
tabitha tabby · teresa terry tess theresa · terence terry · theodore theo ted · thomas tom tommy · timothy tim
tobias toby · ursula ursie · valerie val · veronica ronnie · victor vic · victoria vicky tori vic · vincent vince
virginia ginny · vivienne viv · walter walt · wilfred wilf · william bill will billy liam willy · winifred winnie
yvonne eve · zachary zach zac
"""


def other_forms(word: str) -> tuple[str, ...]:
    """The other forms of a given name: of Kate, Catherine and Cathy too; nothing of one that has none."""
    return _by_form().get(word, ())


@cache
def _by_form() -> dict[str, tuple[str, ...]]:
    forms: dict[str, dict[str, None]] = {}
    for group in _FORMS.replace("·", "\n").strip().splitlines():
        known = group.split()
        for word in known:
            forms.setdefault(word, {}).update(dict.fromkeys([other for other in known if other != word]))
    return {word: tuple(others) for word, others in forms.items()}

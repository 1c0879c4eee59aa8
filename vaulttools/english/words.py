"""English word lists for telling names from other words."""

ORDINARY = frozenset(
    """
a able about above accept access account across act action active actual add address admin advice after
again age agent agents ago ahead aid aim air alert all allow alone along already also alter always amount
an and angel angle answer answers any apart app apple apply apps april arc are area areas arm art article
articles as ask asked at atlas atom august auto away axis back backup bad badge bag ball band bank bar
base based basic basics basis bat batch bay be beam bear beat because bed been before begin being below
best bet better between beyond bias big bill bind bird bit bite black blank block blocks blog blue board
boat body bolt bond book books boost boot border born boss both bottom bound bow box brain branch brand
brave bread break brick bridge brief bright bring brown browse bubble bug bugs build builder building
built bulk bus business busy but butter button buy by cache call calm came camp can candy canvas cap car
card cards care cart case cases cash cast cat catch cause cell center chain chair chalk change changes
chapter charge chart chat cheap check chess child choice choose circle city claim class classes clay
clean clear click client clip clock close cloud clover club coach coal coast code coffee coin cold color
column come comet coming command comment common company compass compose concept concepts connect contact
content context control cook cool copy coral core corner cost could count counter course cover craft
create creating cross crow crown cube cup current cursor custom cut cycle daily dark dart dash data date
dates dawn day days dead deal dear decide deck deep deer default delta den depth desk detail dev did die
diff digest dip direct discord dish dispatch display dive do dock doctor document does dog dome done door
dot double down draft drag draw dream drift drill drink drive drop dry duck due dust duty each eagle ear
early earth ease east easy eat echo edge edit editor effect egg eight either element elm else email ember
empty end ends energy engine enjoy enough ensure enter entry epic epoch equal error errors escape essay
even event events ever every ex exact example examples except expect expert express extra eye face fact
factor fair fall family fan far farm fast father favor feature features february feed feel few fiber
field fields fig fight figure file files fill filter final find fine finish fire firefly first fish fit
five fix flag flame flash flat fleet flex flight flip float floor flow flower fly focus fog fold folder
folders folk follow food foot for force forest forge fork form format forum forward found foundation four
fox frame free fresh friday friend from front fruit fuel full fun function functions fund future gain
galaxy game gap garden gas gate gather gave gear gem general get getting gift git give glass global glow
go goal goals goes going gold gone good got grab grade grain grand grant graph grass gray great green
grid grip ground group groups grove grow growth guard guess guest guide guides guild habit hack had hair
half hall hammer hand handle happen happy hard has hat have haven hawk he head headline health heap hear
heart heat heavy height hello help her here hero hi hidden high hill him hint his history hit hive hold
hole home honest honey hook hope horizon horse host hot hour house how hub human hundred hunt hut i ice
icon id idea ideas if ignite image images impact import in inbox include index info ink inner input
insert inside insight insights install instead intercom into introduction iron is island issue issues it
item items its ivy jam january jar jet job jobs join joint journal journey joy july jump june jungle just
keen keep kernel key keyboard keys kid kind king kit kite knot know known lab label labs lake lamp land
lane language large laser last late later latest launch law lay layer lead leader leaf leap learn
learning least leave led left leg legal lemon lens less lesson let letter level library life lift light
lime limit line linear lines link linked links lion list lists little live load local lock log logic logo
logs long look loop lot love low luck lucky lunar lunch machine made magic mail main major make maker
making man manage manager many map maple maps march mark market mars mass master match material matrix
matter may maybe me mean meaning measure media medium meet meeting meetings member memo memory men
mention menu merge mesh message messages meta metal meter method metrics micro middle might mill mind
mine mint minute mirror miss mission mix mobile mode model models modern moment monday money monitor
month moon more morning most mother motion mountain move movie much music must my name names narrow
nation native nature near need nest net network never new news next nice night nine no node nodes none
noon nor normal north not note notebook notes nothing notice notion november now number nut oak oasis
object ocean october odd of off offer office often oil ok old olive on once one ones only onto open opera
option options or oracle orange orbit order orders origin other our out outline output outside over
overview owl own owner pace pack package page pages paid pain paint pair palm panel paper parcel parent
park part parts party pass past paste patch path pattern patterns pause pay payment peace peak pear pen
pencil people per perfect person phase phoenix phone photo pick picture piece pilot pin pine pink pipe
pitch pixel place plain plan planet plans plant plate platform play player please plot plug plugin plus
point points pole policy pond pool pop port portal post posts pot power practice present press pretty
preview previous price prices prime principle principles print prism private pro problem process
processes product products profile program progress project projects promise proof proper property public
publish publishing pull pulse pure purple purpose push put puzzle quality query quest question questions
queue quick quiet quite rack radar rail rain raise ramp ran random range rapid rate raw ray re reach read
reader reading ready real reason recipe recipes record red reef reference references reform region relay
release releases remote render repeat reply report request research reset resource resources rest result
results return review rich ride right ring rise rising river road roadmap robin robot rock role roll room
root rose round route row rule rules run runway rush safe sage said sail sale sales salt same sample sand
save saw say scale scan scene school science scope score scout screen script sea seal search season seat
second section secure security see seed seek seem segment self sell send sense sent september series
serve server service session set sets settings setup seven shade shadow shape share sharp she shelf shell
shift shine ship shop short shot should show shuffle side sign signal signs silver simple since single
sister sit site sites six size sketch skill skills skin sky slack slate sleep slice slide slip slow small
smart smile snap snow so social soft software soil solar sold solid solution some song soon sort soul
sound source south space spark speak special speed spell spin spirit split sport spot spring sprint
square stack staff stage stamp stand standard star stars start state states station status stay steam
steel stem step steps still stock stone stop storage store stories storm story strange stream street
strike string stripe strong structure studio study stuff style sub such sugar suit sum summary summer sun
sunday sunrise super support sure surf surface swan swarm sweet swift switch symbol sync system systems
table tables tag tags tail take talent talk tank tap target task tasks tea team teams tell template
templates ten term terms test tests text than that the their them theme themes then theory there these
they thing things think third this those thought three through thunder thursday ticket tide tie tiger
time times tip tips title titles to today together told tomorrow too took tool tools top topic topics
torch total touch tour tower town track trade tradeoff trading trail train trait transfer travel tree
trees trend trial tribe trip true trust truth try tuesday turn turtle twin twist two type types umbrella
under union unit unity until up update updates upon us usage use used useful user users using valley
value values van vault vector vendor venture venus verse version very via vibe video view views village
vine vision visit vital voice volt volume vote vs wait walk wall want war warm was wash watch water wave
way ways we weather web wednesday week weekly weight welcome well went were west what wheel when where
whether which while white who whole why wide widget wiki will win wind window windows wine wing winter
wire wise wish with within without wizard wolf women wonder wood word words work workflow workflows
working workspace world would wow write writing wrong yard year years yellow yes yet you young your zebra
zero zip zone zoom
""".split()
)
"""Ordinary words: a note named with one of them is meant only where the text spells it as the name does."""

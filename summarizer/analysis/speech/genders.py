"""Whether "he" or "she" can mean a person: titles, roles and the commonest first names."""

from typing import Literal

from summarizer.analysis.speech.wordsets import word_set

Gender = Literal["female", "male"]

FEMALE_WORDS = word_set("""
    mrs ms miss lady dame queen princess baroness duchess countess empress sister madam madame spokeswoman
    chairwoman congresswoman councilwoman assemblywoman businesswoman saleswoman policewoman servicewoman
    woman girl mother daughter wife widow aunt niece grandmother actress stewardess heroine waitress nun
    sheikha señora frau her herself
    """)
MALE_WORDS = word_set("""
    mr sir lord king prince baron duke earl emperor brother father pope imam ayatollah rabbi spokesman
    chairman congressman councilman assemblyman businessman salesman policeman serviceman man boy son
    husband widower uncle nephew grandfather actor steward monk sheikh emir sultan señor herr patriarch
    gentleman
    """)
_FEMALE_NAMES = word_set("""
    aaliyah abigail ada adele agnes aisha alexandra alexandria alice alicia alison amal amanda amber amelia
    amina amy ana anastasia andrea angela angelina anita ann anna anne annette annie antonia aoife april
    ariana asma astrid audrey ava aung ayesha barbara beata beatrice becky bella benazir bernadette beth
    bethany betty beverly bonnie brenda bridget brigitte camila camille carla carly carmen carol carole
    caroline carolyn catherine cecilia charlotte chelsea chloe christiane christina christine cindy claire
    clara claudia colleen condoleezza connie constance cristina cynthia daisy dalia dana danielle deborah
    debbie debra delia denise diana diane dina dolores donna dora doris dorothy ebony edith eileen elaine
    eleanor elena elisabeth elise elizabeth ella ellen elsa emilia emily emma erica erika erin esther eva
    eve evelyn farah fatima fatou federica fiona florence frances francesca gabriela gail gemma genevieve
    georgia geraldine gillian gina giorgia gladys glenda gloria golda grace greta gretchen gwen gwendolyn
    haley hanan hannah harriet hazel heather heidi helen helena helga hilary hilda hillary hina holly huma
    ida ilhan imelda indira ines ingrid irene irina iris isabel isabella ivana ivanka ivy jacinda jackie
    jacqueline jan jane janet janice jasmine jean jeanette jeanne jen jenna jennifer jenny jessica jill jo
    joan joanna joanne jocelyn jodie josephine joy joyce juanita judith judy julia julianne julie june
    kamala karen karin kate katherine kathleen kathryn kathy katie katrina kay keiko kelly kendra kerry-anne
    kimberly kirsten kirstjen kristalina kristen kristin krystal laila latoya laura lauren leah leila lena
    leonora leslie leticia leyla liane lidia lily linda lindsay lisa liz liza lois loretta lori lorraine
    louise lucia lucy lydia lyn lynn mabel madeleine madeline magdalena maggie malala malkia mandy manuela
    margaret margarita margot maria mariam marianne marie marilyn marina marine marissa marjorie marlene
    martha mary maryam maureen maxine may megan meghan melania melanie melinda melissa mercedes meredith mia
    michaela michele michelle mildred mimi miranda miriam mitzi mo moira molly mona monica muriel myra nadia
    nadine nancy naomi natalia natalie natasha nicola nicole nikki nina noor nora norma octavia olga olive
    olivia oprah paige pamela patricia patty paula pauline peggy penelope penny petra phoebe phyllis
    priscilla priti priyanka rachel raquel rebecca regina renee rhonda rita roberta robin-anne roma rosa
    rosalind rose rosemary roxanne ruby ruth sabine sabrina sally salma samantha samira sandra sara sarah
    sasha serena shannon sharon sheila shelley shereen shirin shirley sian sigrid silvia simone simonetta
    sofia sonia sophia sophie stacey stacy stella stephanie sue sunita susan susana susanna susanne suzanne
    svetlana sylvia sylvie tamara tammy tanya tara tatiana teresa tess theresa tiffany tina toni tracey
    tracy tulsi uma ursula valentina valerie vanessa vera verity veronica vicky victoria viola violet
    virginia vivian wanda wendy whitney wilma winnie winona xiomara yasmin yasmine yolanda yulia yvette
    yvonne zainab zara zoe
    """)
_MALE_NAMES = word_set("""
    aaron abbas abdel abdul abdullah abraham abu adam adel adnan adrian ahmad ahmed aidan akbar al alan
    albert aldo alejandro aleksandr alessandro alex alexander alexei alfonso alfred ali alistair allan allen
    alvin amir amos anatoly anders andre andreas andrei andrew andrzej andy angus anthony antoine anton
    antonio antony antónio ari ariel armando arnold arthur arturo asad ashraf asif atef augusto avi ayman
    bahram ban barack barry bart bashar ben benedict benjamin benny bernard bernie bert bilal bill billy
    binyamin bob bobby boris brad bradley brandon brendan brent bret brett brian bruce bruno bryan burhan
    calvin cameron carl carlo carlos cedric cesar chad charles charlie chris christian christoph christophe
    christopher chuck claude clement cliff clifford clinton clive colin conor corey cory craig curtis cyril
    dale damian dan daniel danny darren darryl dave david dean dennis denis derek desmond devin dick diego
    dieter dimitri dmitri dmitry dominic dominique don donald doug douglas duncan dustin dwight earl ed
    eddie edgar eduardo edward edwin ehud eitan elijah elliott elon emmanuel emmerson enrico enrique eric
    erik ernest ernesto evan fabian faisal farid fawzi felipe felix ferdinand fernando fidel francis
    francisco francois françois frank franklin frans franz fred frederick fuad gabriel gareth garry gary
    gavin gene geoff geoffrey george georges gerald gerard gerhard gianni gilbert giovanni giuseppe glen
    glenn gordon graham grant greg gregory guido guillermo gus gustavo guy hamid hamza hans harold harry
    harvey hasan hashim hassan hector heiko heinz helmut henri henrik henry herbert herman hideo hosni
    howard hugh hugo hussein ian ibrahim igor ike ilya imran ira isaac ismail israel issa ivan ivo jack
    jacob jacques jaime jair jake jalal jamal james jamie jared jason javad javier jay jean-claude jean-luc
    jean-marie jean-yves jeff jeffrey jens jeremy jerome jerry jesse jim jimmy joachim joao joaquin joe joel
    joerg johan johannes john johnny jon jonathan jong jordan jorge jose josef joseph josep josh joshua josé
    juan juha julian julio julius justin kamal karl karim keir keith ken kenneth kevin khaled khalid khalil
    kim kirk klaus koen kofi kurt kyle lamar lance larry lars laurence laurent lawrence lee len leo leon
    leonard leonid leopoldo lester lev levi lewis liam lindsey lionel lloyd lorenzo lou louis luca lucas
    luigi luis luiz luke mahmoud malcolm manfred manuel marc marcel marco marcos marcus mariano mario mark
    marko marshall martin marty marvin masoud massoud mateo mateusz matt matteo matthew matthias maurice
    mauricio max maxim mehdi mehmet mevlut michael michel miguel mike mikhail milan miles mitch mitchell
    mohamed mohammad mohammed mohammad-javad moqtada mousa muammar muhammad muhammadu mukhtar murat mustafa
    nabil najib narendra nasser nathan nathaniel neil nelson nicholas nick nicolas nigel nikita nikolai nils
    noah noel norman nouri nuri oleg olaf oliver omar oscar osama otto owen pablo paolo pascal pat patrick
    paul pavel pedro percy perry pete peter phil philip philippe pierre qassem qasim rafael rahul raila
    ralph rami ramon ramzan randall randy raphael rashid raul ray raymond recep reginald rene rex reza
    ricardo richard rick ricky rob robert roberto robin rodney rodrigo roger roland rolf roman romano ron
    ronald ronnie rory ross roy ruben rudolf rudy rupert russell ryan saad saeb saddam sadiq said sajid
    salah salim salman salva salvador sam sameh samir samuel scott sean sebastian serge sergei sergey sergio
    seth shane shaun shawn shimon shinzo sidney silvio simon solomon stan stanley stefan stephan stephen
    sterling steve steven stewart stuart sven syed taha tariq tayyip ted terence terrence terry theo
    theodore theo thierry thomas tim timothy tobias todd tom tomas tommy tony trent trevor tyler ulrich umar
    uri vaclav valery vernon victor viktor vince vincent vitaly vivek vladimir volodymyr wade walid wallace
    walter warren wayne wendell werner wesley wilfred will willem william willy winston wolfgang xavier
    yahya yair yasser yitzhak yoav yousef youssef yuri yusuf zac zachary zalmay zbigniew zvi péter
    """)


def gender_of_words(words: list[str]) -> Gender | None:
    """Return the gender that titles and nouns among the words (in lower case) tell, else a first name."""
    bare = [word.strip(".") for word in words]
    for word in bare:
        if word in FEMALE_WORDS:
            return "female"
        if word in MALE_WORDS:
            return "male"
    for word in bare[:-1] or bare:
        if word in _FEMALE_NAMES:
            return "female"
        if word in _MALE_NAMES:
            return "male"
    return None

/**
 * The pages of quick keys, each a list of `name | detail | price in cents | tax class`. A page may
 * come twice: what was added later stands last, so that all others keep their numbers and codes.
 */
export const demoKeyPages: readonly (readonly [page: string, rows: string])[] = [
  [
    "Counter",
    `
    House Espresso | whole bean 1 kg | 2450 | B
    House Espresso | whole bean 250 g | 820 | B
    Filter papers 02 | 100 pack | 690 | A
    Oat drink | barista 1 L | 235 | A
    Flat white | take away | 360 | A
    Sourdough loaf | 800 g | 480 | B
    Harvest Filter | whole bean 250 g | 940 | B
    Decaf | whole bean 250 g | 890 | B
    Filter papers 01 | 100 pack | 590 | A
    Whole milk | 1 L | 165 | B
    Filter coffee | take away | 280 | A
    Rye loaf | 600 g | 460 | B
    Farmhouse cheddar | 14 months, 200 g | 578 | B
    Brie | ripe, 200 g | 488 | B
    Gooseneck kettle | 0.9 L steel | 6400 | A
    Hand grinder | steel burrs | 7900 | A
    Hot chocolate | take away | 340 | A
    Butter croissant | each | 240 | A
    Cashews | roasted 250 g | 538 | A
    Almonds | raw 250 g | 473 | B
    Dripper 02 | ceramic | 2750 | A
    Server | 600 ml glass | 2200 | A
    Cup deposit | returnable | 100 | A
    Cinnamon bun | each | 290 | A
    Cappuccino | take away | 370 | A
    Americano | take away | 310 | A
    Paper bag | large | 30 | A
    Espresso | take away | 260 | A
    `,
  ],
  [
    "Beans",
    `
    Kenya Kirinyaga | whole bean 250 g | 1280 | B
    Kenya Kirinyaga | ground 250 g | 1300 | B
    Ethiopia Guji | whole bean 250 g | 1220 | B
    Ethiopia Guji | ground 250 g | 1240 | B
    Colombia Huila | whole bean 250 g | 1090 | B
    Colombia Huila | ground 250 g | 1110 | B
    Brazil Cerrado | whole bean 250 g | 960 | B
    Brazil Cerrado | ground 250 g | 980 | B
    Guatemala Antigua | whole bean 250 g | 1120 | B
    Guatemala Antigua | ground 250 g | 1140 | B
    Rwanda Nyamasheke | whole bean 250 g | 1190 | B
    Rwanda Nyamasheke | ground 250 g | 1210 | B
    Costa Rica Tarrazu | whole bean 250 g | 1240 | B
    Costa Rica Tarrazu | ground 250 g | 1260 | B
    Sumatra Mandheling | whole bean 250 g | 1080 | B
    Sumatra Mandheling | ground 250 g | 1100 | B
    Peru Cajamarca | whole bean 250 g | 990 | B
    Peru Cajamarca | ground 250 g | 1010 | B
    Honduras Marcala | whole bean 250 g | 970 | B
    Honduras Marcala | ground 250 g | 990 | B
    Mexico Chiapas | whole bean 250 g | 980 | B
    Mexico Chiapas | ground 250 g | 1000 | B
    Burundi Kayanza | whole bean 250 g | 1210 | B
    Burundi Kayanza | ground 250 g | 1230 | B
    `,
  ],
  [
    "Brew gear",
    `
    Dripper 01 | ceramic | 2350 | A
    Dripper 02 | clear plastic | 1150 | A
    Dripper 02 | steel | 3450 | A
    Filter papers 02 | natural, 100 pack | 650 | A
    Filter papers 02 | natural, 40 pack | 320 | A
    Filter papers 03 | 100 pack | 790 | A
    French press | 350 ml | 2990 | A
    French press | 1 L | 4290 | A
    Moka pot | 3 cups | 2950 | A
    Moka pot | 6 cups | 3950 | A
    Travel press | 350 ml | 3250 | A
    Pour-over scale | 2 kg, timer | 4600 | A
    Pocket scale | 500 g | 2490 | A
    Tamper | 58 mm walnut | 3800 | A
    Tamping mat | silicone | 1490 | A
    Milk jug | 350 ml | 1950 | A
    Milk jug | 600 ml | 2350 | A
    Cold brew jug | 1 L | 3100 | A
    Grinder | electric, conical | 18900 | A
    Grinder brush | beech | 650 | A
    Knock box | small | 2790 | A
    Thermometer | clip-on | 1290 | A
    Coffee spoon | 10 g | 590 | A
    Cupping bowl | 220 ml | 890 | A
    Airtight canister | 500 g | 2650 | A
    `,
  ],
  [
    "Chilled",
    `
    Whole milk | 2 L | 299 | B
    Skimmed milk | 1 L | 159 | B
    Cream | fresh 250 ml | 185 | B
    Natural yogurt | 500 g | 265 | B
    Greek yogurt | 450 g | 325 | B
    Salted butter | 227 g | 345 | B
    Unsalted butter | 227 g | 355 | B
    Feta | 200 g | 395 | B
    Halloumi | 225 g | 420 | B
    Mozzarella | 125 g | 245 | B
    Goat cheese | 150 g | 465 | B
    Blue cheese | 150 g | 480 | B
    Eggs | free range, 6 | 289 | B
    Eggs | free range, 12 | 545 | B
    Hummus | 200 g | 295 | B
    Olives | green, 180 g | 365 | B
    Smoked salmon | 100 g | 695 | B
    Ham | carved 120 g | 445 | B
    Salami | fennel 90 g | 475 | B
    Soy drink | 1 L | 215 | B
    Almond drink | 1 L | 249 | B
    Orange juice | pressed 1 L | 485 | A
    Apple juice | cloudy 1 L | 395 | A
    Kombucha | ginger 330 ml | 355 | A
    `,
  ],
  [
    "Bakery",
    `
    White sourdough | half, 400 g | 260 | B
    Seeded loaf | 700 g | 510 | B
    Baguette | 250 g | 230 | B
    Ciabatta | 300 g | 265 | B
    Focaccia | rosemary | 390 | A
    Seeded roll | each | 95 | B
    Bagel | plain | 140 | B
    Bagel | sesame | 150 | B
    Soda bread | brown 600 g | 385 | B
    Pain au chocolat | each | 275 | A
    Almond croissant | each | 335 | A
    Scone | plain | 220 | A
    Scone | fruit | 240 | A
    Banana bread | slice | 320 | A
    Carrot cake | slice | 425 | A
    Lemon drizzle | slice | 365 | A
    Brownie | each | 345 | A
    Flapjack | oat and honey | 285 | A
    Cookie | oat and raisin | 190 | A
    Cookie | dark chocolate | 210 | A
    Apple tart | slice | 410 | A
    Sausage roll | each | 385 | A
    Quiche | leek, slice | 495 | A
    Madeleine | 3 pack | 310 | A
    `,
  ],
  [
    "Pantry",
    `
    Wildflower honey | 340 g | 875 | B
    Raspberry jam | 340 g | 495 | B
    Marmalade | Seville 340 g | 475 | B
    Peanut butter | crunchy 280 g | 445 | B
    Olive oil | extra virgin 500 ml | 1190 | B
    Cider vinegar | 500 ml | 450 | B
    Sea salt | flakes 250 g | 520 | B
    Black pepper | whole 70 g | 395 | B
    Muscovado sugar | 500 g | 310 | B
    Caster sugar | 1 kg | 245 | B
    Plain flour | 2 kg | 285 | B
    Strong flour | 1.5 kg | 295 | B
    Porridge oats | 1 kg | 265 | B
    Granola | maple 400 g | 565 | B
    Basmati rice | 1 kg | 385 | B
    Red lentils | 500 g | 225 | B
    Chickpeas | 400 g tin | 125 | B
    Tomatoes | 400 g tin | 115 | B
    Spaghetti | 500 g | 235 | B
    Penne | 500 g | 235 | B
    Dark chocolate | 70 %, 100 g | 440 | A
    Milk chocolate | 100 g | 420 | A
    Drinking chocolate | 250 g | 960 | A
    Oatcakes | 200 g | 255 | A
    Crackers | seeded 150 g | 345 | A
    `,
  ],
  [
    "Drinks",
    `
    Still water | 500 ml | 140 | A
    Sparkling water | 500 ml | 150 | A
    Lemonade | 330 ml | 295 | A
    Ginger beer | 330 ml | 310 | A
    Cola | 330 ml can | 220 | A
    Elderflower | sparkling 330 ml | 325 | A
    Cold brew | 330 ml | 395 | A
    Iced latte | take away | 430 | A
    Iced tea | peach 330 ml | 285 | A
    Tonic water | 200 ml | 175 | A
    Breakfast tea | 80 bags | 495 | A
    Earl Grey | 50 bags | 520 | A
    Green tea | sencha 100 g | 895 | A
    Rooibos | 40 bags | 455 | A
    Peppermint tea | 20 bags | 385 | A
    Chai | syrup 500 ml | 1250 | A
    Vanilla syrup | 700 ml | 990 | A
    Caramel syrup | 700 ml | 990 | A
    Latte | take away | 380 | A
    Mocha | take away | 410 | A
    Cortado | take away | 330 | A
    Matcha latte | take away | 450 | A
    Babyccino | take away | 150 | A
    Tea | take away | 250 | A
    Tomato juice | 250 ml | 265 | A
    `,
  ],
  [
    "Home",
    `
    Cleaning tablets | 20 pack | 1280 | A
    Descaler | 500 ml | 995 | A
    Grinder cleaner | 430 g | 1890 | A
    Milk system cleaner | 1 L | 1450 | A
    Bar cloth | 4 pack | 890 | A
    Group brush | nylon | 790 | A
    Blind basket | 58 mm | 650 | A
    Washing-up liquid | 500 ml | 345 | A
    Hand soap | olive 300 ml | 620 | A
    Compostable bags | 25 pack | 495 | A
    Keep cup | glass 340 ml | 2400 | A
    Keep cup | steel 470 ml | 2950 | A
    Tote bag | canvas | 1200 | A
    Tea towel | linen | 1450 | A
    Mug | stoneware 300 ml | 1850 | A
    Espresso cup | stoneware 80 ml | 1350 | A
    Saucer | stoneware | 650 | A
    Candle | cedar 180 g | 1950 | A
    Gift box | small | 450 | A
    Gift box | large | 690 | A
    Greeting card | letterpress | 425 | A
    Notebook | dot grid A5 | 1150 | A
    Pencil | cedar | 180 | A
    Ribbon | cotton 5 m | 395 | A
    Seed paper | wildflower | 350 | A
    `,
  ],
  [
    "Counter",
    `
    Doughnut | sugared | 250 | A
    Muffin | blueberry | 310 | A
    Macaron | pistachio | 220 | A
    Palmier | each | 230 | A
    Pretzel | salted | 275 | A
    Sandwich | egg and cress | 590 | A
    Wrap | falafel | 650 | A
    Soup | of the day | 620 | A
    Salad | small bowl | 540 | A
    Pear | each | 80 | B
    Plum | each | 60 | B
    Trail mix | 150 g | 395 | A
    Smoothie | berry | 495 | A
    Lassi | mango | 425 | A
    Affogato | two scoops | 480 | A
    Macchiato | take away | 340 | A
    Ristretto | take away | 260 | A
    Long black | take away | 320 | A
    Piccolo | take away | 330 | A
    Sleeve | cardboard | 10 | A
    `,
  ],
];
